/**
 * What the domain needs of the outside: storage and AI. Interfaces of domain types, implemented by
 * adapters.
 */
package com.aluminatiai.workload.port;
