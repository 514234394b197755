import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells what the one jar holds of others. The build runs it on the jar's class path before the jar
 * is made. It adds what {@code inside.tsv} names to the bill of materials, and writes {@code
 * THIRD-PARTY.txt}: each library, its licence, and the texts that have to travel with it. A library
 * without a text fails the build.
 */
public final class ThirdParty {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)(META-INF/)?([^/]*-)?(licen[cs]e|notice|copying|copyright)(\\.(txt|md))?"
              + "|META-INF/licenses/.*licen[cs]e|META-INF/resources/webjars/.*licen[cs]e(\\.txt)?");
  private static final Pattern OF_ALL =
      Pattern.compile("(?i)(META-INF/)?(licen[cs]e|copying)(\\.(txt|md))?");
  private static final String INTRODUCTION =
      """
      What aluminatiai.jar holds of others
      ====================================

      Made by the build from the bill of materials (META-INF/sbom/aluminatiai.cdx.json), the libraries' own texts and
      a list of what is inside them. NOTICE credits the sources of the figures. Numbers in brackets point to the texts
      at the end; where a text has no copyright line, the line stands here.

      """;

  private final Path licences;
  private final String ownLicence;
  private final Map<String, Integer> numberOfText = new LinkedHashMap<>();
  private final StringBuilder list = new StringBuilder();

  private ThirdParty(Path licences, String ownLicence) {
    this.licences = licences;
    this.ownLicence = ownLicence;
  }

  /** One line of the list of what is inside. */
  private record Inside(
      String carrier,
      String name,
      String version,
      String licence,
      String copyright,
      String files,
      String cpe,
      String note) {
    static Inside of(String line) {
      String[] cells = line.split("\t", -1);
      return new Inside(
          cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[7], cells[8]);
    }

    ObjectNode component() {
      ObjectNode component = JSON.createObjectNode();
      String purl = "pkg:generic/" + name + (version.isEmpty() ? "" : "@" + version);
      component.put("type", "library").put("bom-ref", purl + "#" + carrier).put("name", name);
      putIfAny(component, "version", version);
      putIfAny(component, "description", note);
      component.putArray("licenses").addObject().put("expression", licence);
      component.put("copyright", copyright);
      putIfAny(component, "cpe", cpe);
      component.put("purl", purl);
      ArrayNode properties = component.putArray("properties");
      properties.addObject().put("name", "aluminatiai:inside").put("value", carrier);
      if (!files.isEmpty()) {
        properties.addObject().put("name", "aluminatiai:files").put("value", files);
      }
      return component;
    }

    private static void putIfAny(ObjectNode component, String field, String text) {
      if (!text.isEmpty()) {
        component.put(field, text);
      }
    }
  }

  /** Takes the bill, the list, the folder of licences, our licence, and where to write. */
  public static void main(String[] arguments) throws IOException {
    try {
      write(arguments);
    } catch (NoBillException e) {
      System.err.println(
          e.getMessage()
              + "\nThe plugin that writes it (cyclonedx-maven-plugin) does nothing offline. Build once without -o;"
              + " then -o works until a library changes or the build is cleaned.");
      System.exit(1);
    }
  }

  /** There is no bill of materials of what the jar will hold. */
  private static final class NoBillException extends IOException {
    private static final long serialVersionUID = 1;

    NoBillException(String message) {
      super(message);
    }
  }

  private static void write(String[] arguments) throws IOException {
    Path bill = Path.of(arguments[0]);
    if (!Files.exists(bill)) {
      throw new NoBillException("There is no bill of materials: " + bill);
    }
    ObjectNode root = (ObjectNode) JSON.readTree(Files.readString(bill));
    removeParts(root);
    requireAllLibraries(root);
    List<Inside> inside =
        Files.readAllLines(Path.of(arguments[1])).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Inside::of)
            .toList();
    ThirdParty thirdParty =
        new ThirdParty(Path.of(arguments[2]), Files.readString(Path.of(arguments[3])));

    ArrayNode components = (ArrayNode) root.get("components");
    List<ObjectNode> added = new ArrayList<>();
    for (JsonNode library : components) {
      if (library.path("group").asText().equals("com.aluminatiai")) {
        continue;
      }
      thirdParty.library(library);
      List<ObjectNode> held = new ArrayList<>();
      for (Inside part : inside) {
        if (library.path("name").asText().startsWith(part.carrier())) {
          thirdParty.part(part);
          held.add(part.component());
        }
      }
      added.addAll(held);
      depend(root, library, held);
    }
    components.addAll(added);
    Files.writeString(bill, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    Files.writeString(Path.of(arguments[4]), thirdParty.text());
  }

  /** Without a new bill, what an earlier run added is still there. */
  private static void removeParts(ObjectNode root) {
    Set<JsonNode> parts = new LinkedHashSet<>();
    for (Iterator<JsonNode> all = root.withArray("components").iterator(); all.hasNext(); ) {
      JsonNode component = all.next();
      if (component.findValuesAsText("name").contains("aluminatiai:inside")) {
        parts.add(component.get("bom-ref"));
        all.remove();
      }
    }
    for (Iterator<JsonNode> all = root.withArray("dependencies").iterator(); all.hasNext(); ) {
      JsonNode dependency = all.next();
      if (parts.contains(dependency.path("ref"))) {
        all.remove();
      } else if (dependency.has("dependsOn")) {
        removeAll((ArrayNode) dependency.get("dependsOn"), parts);
      }
    }
  }

  private static void removeAll(ArrayNode refs, Set<JsonNode> unwanted) {
    for (Iterator<JsonNode> all = refs.iterator(); all.hasNext(); ) {
      if (unwanted.contains(all.next())) {
        all.remove();
      }
    }
  }

  /** A bill of an earlier build may be older than the list of libraries. */
  private static void requireAllLibraries(ObjectNode root) throws NoBillException {
    Set<String> listed = new LinkedHashSet<>();
    for (JsonNode library : root.withArray("components")) {
      listed.add(library.path("name").asText() + "-" + library.path("version").asText() + ".jar");
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (name.endsWith(".jar") && !listed.contains(name)) {
        throw new NoBillException("The bill of materials is an old one: it lacks " + name);
      }
    }
  }

  private static void depend(ObjectNode root, JsonNode library, List<ObjectNode> held) {
    ArrayNode dependencies = (ArrayNode) root.get("dependencies");
    for (JsonNode dependency : dependencies) {
      if (!held.isEmpty() && dependency.path("ref").equals(library.path("bom-ref"))) {
        held.forEach(
            part -> ((ObjectNode) dependency).withArray("dependsOn").add(part.get("bom-ref")));
      }
    }
    held.forEach(part -> dependencies.addObject().set("ref", part.get("bom-ref")));
  }

  private void library(JsonNode library) throws IOException {
    String name = library.path("name").asText();
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode licence : library.path("licenses")) {
      JsonNode named = licence.path("license");
      ids.add(
          named.path("id").asText(named.path("name").asText(licence.path("expression").asText())));
    }
    Set<Integer> texts = new TreeSet<>();
    if (!addTexts(jar(name, library.path("version").asText()), texts)) {
      texts.add(textOf(name, ids));
    }
    list.append(name).append(' ').append(library.path("version").asText()).append('\n');
    line("group", library.path("group").asText());
    line("licence", String.join(" or ", ids) + " " + texts);
    home(library).ifPresent(home -> line("home", home));
  }

  private void part(Inside part) throws IOException {
    int text = textOf(part.name(), Set.of(part.licence().split(" ")[0]));
    list.append("    holds ").append(part.name()).append(' ').append(part.version()).append('\n');
    line("    licence", part.licence() + " [" + text + "]");
    line("    copyright", part.copyright());
    if (!part.note().isEmpty()) {
      line("    note", part.note());
    }
  }

  private void line(String what, String text) {
    list.append("    ").append(what).append(": ").append(text).append('\n');
  }

  private static Optional<String> home(JsonNode library) {
    return StreamSupport.stream(library.path("externalReferences").spliterator(), false)
        .filter(reference -> reference.path("type").asText().matches("website|vcs"))
        .map(reference -> reference.path("url").asText())
        .findFirst();
  }

  private static Path jar(String name, String version) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(File.separator + name + "-" + version + ".jar")) {
        return Path.of(entry);
      }
    }
    throw new IOException("Not on the class path: " + name + " " + version);
  }

  /** Adds the texts in the jar; returns whether one of them is the licence of all of it. */
  private boolean addTexts(Path jar, Set<Integer> texts) throws IOException {
    boolean isOfAll = false;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && TEXT.matcher(entry.getName()).matches()) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          texts.add(number(new String(bytes, StandardCharsets.UTF_8)));
          isOfAll |= OF_ALL.matcher(entry.getName()).matches();
        }
      }
    }
    return isOfAll;
  }

  private int textOf(String name, Set<String> ids) throws IOException {
    for (String id : ids) {
      Path file = licences.resolve(id + ".txt");
      if (id.equals("Apache-2.0")) {
        return number(ownLicence);
      }
      if (Files.exists(file)) {
        return number(Files.readString(file));
      }
    }
    throw new IOException("No text of a licence of " + name + ": " + ids);
  }

  /** The same text in other lines or with other blanks is the same. */
  private int number(String text) {
    String plain = text.replace("\r\n", "\n").strip();
    String words = plain.replaceAll("\\s+", " ");
    for (Map.Entry<String, Integer> known : numberOfText.entrySet()) {
      if (known.getKey().replaceAll("\\s+", " ").equals(words)) {
        return known.getValue();
      }
    }
    numberOfText.put(plain, numberOfText.size() + 1);
    return numberOfText.size();
  }

  private String text() {
    return INTRODUCTION
        + list
        + numberOfText.entrySet().stream()
            .map(text -> "\n\n==== [" + text.getValue() + "] ====\n\n" + text.getKey() + "\n")
            .collect(Collectors.joining());
  }
}
