package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import java.util.List;

/**
 * A program that uses the API.
 *
 * @param code the source, one file
 * @param language its language
 * @param style what it does
 * @param files all files by name where there is more than one, the one of {@code code} first; else
 *     empty
 * @param explanation what it does, in a few sentences
 * @param generatedBy {@code template}, or in lower case the id of the model that filled the slots
 * @param usageInstructions how to run it
 */
public record ClientCode(
    String code,
    ClientLanguage language,
    ClientStyle style,
    List<CodeFile> files,
    String explanation,
    String generatedBy,
    String usageInstructions) {
  /** Copies the list. */
  public ClientCode {
    files = List.copyOf(files);
  }

  /**
   * A file of a program.
   *
   * @param name its name
   * @param code its source
   */
  public record CodeFile(String name, String code) {}
}
