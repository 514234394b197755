package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;

/**
 * A program that uses the API.
 *
 * @param code the source, one file
 * @param language its language
 * @param explanation what it does, in a few sentences
 * @param generatedBy {@code template}, or the id of the model that wrote it in lower case
 * @param usageInstructions how to run it
 */
public record ClientCode(
    String code,
    ClientLanguage language,
    String explanation,
    String generatedBy,
    String usageInstructions) {}
