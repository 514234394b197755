package com.aluminatiai.workload;

/**
 * A conversation with an agent that has to be held.
 *
 * @param owner whose workload it is about
 * @param workload the workload
 * @param attempt how often it was claimed, this time included; what its submission began is not
 *     counted
 */
public record PendingConversation(Owner owner, Workload workload, int attempt) {}
