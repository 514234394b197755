package com.aluminatiai.http.file;

import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.message.ImportRequest;
import com.aluminatiai.http.message.KnownNames;
import com.aluminatiai.http.message.RegionNames;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Fault;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.JsonValue.Fields;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.http.wire.Times;
import com.aluminatiai.workload.Glossary;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;

/**
 * Reads files of workloads, row by row, by the rules of a submission. The command line reads its
 * files here too, so that both take and refuse the same. Thread-safe.
 */
public final class ImportFiles {
  static final String NO_TEXT = "must be UTF-8, without NUL";
  private static final String NO_GPU =
      "names no accelerator; leave out lines of jobs that have none, or name the one that it had";

  private static final Set<String> FLAGS = Set.of("true", "false");

  private static final String SITE = SpecField.SITE.code();

  /** What a site says, and a line that names one may state itself. */
  private static final Set<String> OF_A_SITE =
      Set.of(
          "region",
          "pue",
          "grid_kg_per_kwh",
          "usd_per_kwh",
          SpecField.MARKET_KG_PER_KWH.code(),
          SpecField.USD_PER_GPU_HOUR.code(),
          SpecField.GPUS_PER_NODE.code(),
          SpecField.HOST_WATTS_PER_GPU.code(),
          SpecField.HOSTING.code());

  private static final char QUOTE = '\'';

  private final RequestValidator validator = new RequestValidator();
  private final JsonReader json = new JsonReader("line");
  private final AcceleratorCatalogue accelerators;
  private final CountedDevices devices;
  private final RegionCatalogue catalogue;
  private final KnownNames names;
  private final KnownNames catalogueNames;
  private final Omissions omissions;

  /**
   * Creates a reader of files.
   *
   * @param accelerators knows which devices are parts of a board
   * @param regions knows the regions that may be named
   */
  public ImportFiles(AcceleratorCatalogue accelerators, RegionCatalogue regions) {
    this(
        accelerators,
        new CountedDevices(accelerators),
        regions,
        new KnownNames(new RegionNames(regions), () -> Glossary.EMPTY),
        new Omissions());
  }

  private ImportFiles(
      AcceleratorCatalogue accelerators,
      CountedDevices devices,
      RegionCatalogue catalogue,
      KnownNames names,
      Omissions omissions) {
    this.accelerators = accelerators;
    this.devices = devices;
    this.catalogue = catalogue;
    this.names = names;
    this.omissions = omissions;
    this.catalogueNames = new KnownNames(names.regions(), () -> names.own().get().withoutNames());
  }

  /**
   * Returns a reader of files in which an owner's own names may stand.
   *
   * @param own the names, asked for when the first row is read
   * @return another reader
   */
  public ImportFiles with(Supplier<Glossary> own) {
    return new ImportFiles(
        accelerators, devices, catalogue, new KnownNames(names.regions(), own), omissions);
  }

  private ImportFiles tellingTo(Omissions told) {
    return new ImportFiles(accelerators, devices, catalogue, names, told);
  }

  /**
   * A file that was looked into.
   *
   * @param format what it is written in
   * @param rows its rows
   */
  public record Opened(FileFormat format, TransferWorkloads.Source rows) {}

  /**
   * Begins to read a file, packed by gzip or not, in UTF-8 or UTF-16.
   *
   * @param file the file, read as far as its rows are asked for
   * @param stated what it is said to be written in; found by its content if empty
   * @param unsaid what its format does not say
   * @param omissions counts what is left out
   * @return its rows
   * @throws ImportFormatException if it is not what it should be, or its header cannot be taken
   * @throws IOException if it cannot be read
   */
  public Opened open(
      InputStream file, Optional<FileFormat> stated, ForeignFormat unsaid, Omissions omissions)
      throws IOException {
    return open(file, found -> stated.orElse(found), unsaid, omissions);
  }

  /**
   * The same of a file of which something else is known.
   *
   * @param choice what it is written in, by what its content looks like
   */
  public Opened open(
      InputStream file, UnaryOperator<FileFormat> choice, ForeignFormat unsaid, Omissions omissions)
      throws IOException {
    InputStream text;
    byte[] beginning;
    try {
      text = PlainText.of(file);
      beginning = FileFormat.beginning(text);
    } catch (ZipException | EOFException broken) {
      throw new ImportFormatException("is packed by gzip, and broken");
    }
    FileFormat format = choice.apply(FileFormat.by(beginning));
    return new Opened(
        format,
        tellingTo(omissions)
            .rows(PlainText.joined(beginning, text), beginning, format, unsaid, omissions));
  }

  private TransferWorkloads.Source rows(
      InputStream text,
      byte[] beginning,
      FileFormat format,
      ForeignFormat unsaid,
      Omissions omissions)
      throws IOException {
    return switch (format) {
      case CSV -> new CsvSource(text, CsvForm.by(beginning, unsaid.zone()), this);
      case NDJSON -> ndjson(text, unsaid.zone());
      case SLURM ->
          FileFormat.isJson(beginning)
              ? SlurmSource.json(text, this, unsaid, omissions)
              : new SlurmSource(
                  new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)),
                  this,
                  unsaid,
                  omissions);
      case CODECARBON -> new CodeCarbonSource(text, this, catalogue, unsaid, omissions);
      case USAGE ->
          new UsageSource(
              FileFormat.isJson(beginning)
                  ? UsageLines.ndjson(text)
                  : UsageLines.csv(text, CsvForm.by(beginning, unsaid.zone()).separator()),
              this,
              unsaid,
              omissions);
      case KUBERNETES -> new KubernetesSource(text, this, catalogue, unsaid, omissions);
    };
  }

  AcceleratorCatalogue accelerators() {
    return accelerators;
  }

  /** Returns what a tool means that counts devices; it may be a name of the owner's own. */
  String counted(String gpuType) {
    return devices.name(names.own().get().gpu(gpuType).orElse(gpuType));
  }

  /** Returns whether a name is a slice's that does not say of which device. */
  boolean isOnlyASlice(String gpuType) {
    return names.own().get().gpu(gpuType).isEmpty() && SlurmTres.isSliceOfNoCard(gpuType);
  }

  /** Returns the accelerator of a partition of which the owner said it. */
  Optional<String> ofPartition(String partition) {
    return names.own().get().partition(partition);
  }

  /**
   * Reads a file of comma-separated values in UTF-8, with a header row.
   *
   * @param file the file, read as far as its rows are asked for
   * @return its rows
   * @throws ImportFormatException if its header cannot be taken
   * @throws IOException if it cannot be read
   */
  public TransferWorkloads.Source csv(InputStream file) throws IOException {
    return new CsvSource(file, CsvForm.PLAIN, this);
  }

  /**
   * Reads a file of one JSON object a line, in UTF-8.
   *
   * @param file the file, read as far as its rows are asked for
   * @return its rows
   */
  public TransferWorkloads.Source ndjson(InputStream file) {
    return ndjson(file, Optional.empty());
  }

  private TransferWorkloads.Source ndjson(InputStream file, Optional<ZoneId> zone) {
    LineReader lines = new LineReader(file);
    return () -> {
      Optional<LineReader.Line> line = lines.next();
      return line.map(found -> row(found, zone));
    };
  }

  private ImportRow row(LineReader.Line line, Optional<ZoneId> zone) {
    if (line.isTooLong()) {
      return faulty(line.number(), "is longer than 1 MiB");
    }
    try {
      Map<String, JsonValue> fields = new LinkedHashMap<>(json.read(line.utf8()).fields());
      for (TransferColumn column : TransferColumn.ALL) {
        if (!column.kind().isImported()) {
          fields.remove(column.column());
        }
      }
      zone.ifPresent(there -> CsvForm.TIMES.forEach(name -> giveOffset(fields, name, there)));
      return ownRow(line.number(), new Fields(fields));
    } catch (ApiException malformed) {
      return faulty(line.number(), malformed.getMessage());
    }
  }

  private static void giveOffset(Map<String, JsonValue> fields, String name, ZoneId zone) {
    if (fields.get(name) instanceof JsonValue.Text time) {
      fields.put(name, new JsonValue.Text(FileTimes.withOffset(time.text(), zone)));
    }
  }

  /**
   * Reads a row of cells.
   *
   * @param line the number of its line, from 1
   * @param cells what is written under each column's name; an empty cell is as good as none
   * @return the workload, or what is wrong with it
   */
  public ImportRow row(long line, Map<String, String> cells) {
    Optional<ImportRow> faulty = unstorable(line, cells);
    return faulty.isPresent() ? faulty.get() : ownRow(line, fields(cells));
  }

  /** Reads a row of cells in which names of the owner's own are resolved already. */
  ImportRow resolvedRow(long line, Map<String, String> cells) {
    Optional<ImportRow> faulty = unstorable(line, cells);
    return faulty.isPresent() ? faulty.get() : row(line, fields(cells), catalogueNames);
  }

  private static Optional<ImportRow> unstorable(long line, Map<String, String> cells) {
    return cells.entrySet().stream()
        .filter(cell -> !WorkloadSpec.isStorable(cell.getValue()))
        .findFirst()
        .map(
            cell ->
                new ImportRow.Faulty(
                    line, List.of(new ImportFault(line, Optional.of(cell.getKey()), NO_TEXT))));
  }

  private static Fields fields(Map<String, String> cells) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    cells.forEach((name, cell) -> value(name, cell).ifPresent(it -> fields.put(name, it)));
    return new Fields(fields);
  }

  /**
   * Reads a row of our own columns. An export has the values of its sites: where a site is not
   * there any more, they alone count.
   */
  private ImportRow ownRow(long line, Fields row) {
    boolean isGone =
        row.fields().get(SITE) instanceof JsonValue.Text site
            && names.own().get().site(site.text()).isEmpty()
            && row.fields().keySet().stream().anyMatch(OF_A_SITE::contains);
    if (!isGone) {
      return row(line, row, names);
    }
    String site = ((JsonValue.Text) row.fields().get(SITE)).text();
    ImportRow read = row(line, row, names.withSite(site));
    if (read instanceof ImportRow.Read) {
      omissions.remarkOnce(
          line,
          "names a site that is not known, \""
              + Shown.text(site)
              + "\": what the line states counts");
    }
    return read;
  }

  private static Optional<JsonValue> value(String name, String cell) {
    TransferColumn column = TransferColumn.BY_NAME.get(name);
    if (cell.isEmpty() || column != null && !column.kind().isImported()) {
      return Optional.empty();
    }
    if (column == null || column.kind() == TransferColumn.Kind.TEXT) {
      return Optional.of(new JsonValue.Text(withoutGuard(cell)));
    }
    String word = cell.strip();
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (column.kind() == TransferColumn.Kind.FLAG && FLAGS.contains(word)) {
      return Optional.of(new JsonValue.Flag(word.equals("true")));
    }
    boolean isNumber = column.kind() == TransferColumn.Kind.NUMBER && Cells.isNumber(word);
    return Optional.of(isNumber ? new JsonValue.Number(word) : new JsonValue.Text(word));
  }

  private static String withoutGuard(String cell) {
    return cell.charAt(0) == QUOTE && Cells.isFormula(cell) ? cell.substring(1) : cell;
  }

  private ImportRow row(long line, Fields fields, KnownNames known) {
    try {
      return accelerated(ImportRequest.read(fields, validator, known).toRow(line));
    } catch (ApiException invalid) {
      return new ImportRow.Faulty(
          line,
          invalid.details().stream()
              .map(fault -> new ImportFault(line, Optional.of(fault.field()), told(fault)))
              .toList());
    }
  }

  private static String told(Fault fault) {
    return fault.message().equals(Times.RULE) ? Times.RULE + FileTimes.ZONE : fault.message();
  }

  /** Nobody reads each warning of a file: a job without an accelerator is no guess of one. */
  private ImportRow accelerated(ImportRow.Read row) {
    String gpuType = row.spec().gpuType();
    return devices.isNone(gpuType)
        ? new ImportRow.Faulty(
            row.line(), List.of(new ImportFault(row.line(), Optional.of("gpu_type"), NO_GPU)))
        : row;
  }

  /**
   * Says what is wrong with a line as a whole.
   *
   * @param line the number of the line, from 1
   * @param message what is wrong with it
   * @return the line
   */
  public static ImportRow.Faulty faulty(long line, String message) {
    return new ImportRow.Faulty(line, List.of(new ImportFault(line, Optional.empty(), message)));
  }
}
