package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import com.aluminatiai.estimation.names.Deferred;
import com.aluminatiai.estimation.names.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The language models that are known by name. Immutable and thread-safe. */
public final class LanguageModels {
  private static final String FILE = "models.tsv";

  private static final class Standard {
    static final LanguageModels INSTANCE = new LanguageModels(read());
  }

  private final List<LanguageModel> models;
  private final ModelNames names;
  private final Deferred<NearNames<LanguageModel>> near;

  private LanguageModels(List<LanguageModel> models) {
    this.models = List.copyOf(models);
    this.names = new ModelNames(this.models);
    this.near = new Deferred<>(() -> new NearNames<>(this.models, ModelNames::withVendor));
  }

  private static List<LanguageModel> read() {
    List<LanguageModel> models = new ArrayList<>();
    for (DataRow row : DataFile.rows(LanguageModels.class, FILE)) {
      models.add(LanguageModel.of(row));
    }
    return models;
  }

  /**
   * Returns the models that ship with this library.
   *
   * @return the one instance
   */
  public static LanguageModels standard() {
    return Standard.INSTANCE;
  }

  /**
   * Returns every model.
   *
   * @return an immutable list
   */
  public List<LanguageModel> all() {
    return models;
  }

  /**
   * Looks a model up by the name that a person, an API or a log writes: {@code Llama 3.1 70B},
   * {@code meta-llama/Llama-3.1-70B-Instruct}, {@code llama3.1:70b}, {@code gpt-4o-2024-08-06},
   * {@code us.anthropic.claude-opus-5-20260801-v1:0}.
   *
   * <p>Case, separators and accents do not matter. Where a name is not known as it stands, who
   * serves it (all before the last slash, and AWS's words in front of dots), its date and version,
   * and words for its tuning and precision are left out. What is found has the precision of the
   * catalogue.
   *
   * @param name any spelling of name or id
   * @return the model; empty where none is called so
   * @throws NullPointerException if {@code name} is null
   */
  public Optional<LanguageModel> find(String name) {
    return names.find(Objects.requireNonNull(name, "name"));
  }

  /**
   * Returns the models that a name that is not known may have meant.
   *
   * @param name a name
   * @return at most five, best first; an immutable list
   * @throws NullPointerException if {@code name} is null
   */
  public List<LanguageModel> suggestions(String name) {
    return near.get().nearest(ModelNames.last(Objects.requireNonNull(name, "name")));
  }

  /**
   * Returns the models of which the names and the vendor contain every word of {@code text}, best
   * match first.
   *
   * @param text words; blank for all
   * @return an immutable list
   * @throws NullPointerException if {@code text} is null
   */
  public List<LanguageModel> search(String text) {
    return near.get().containing(Objects.requireNonNull(text, "text"));
  }
}
