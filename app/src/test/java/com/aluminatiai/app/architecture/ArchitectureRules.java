package com.aluminatiai.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The architecture as rules. Each has a planted violation beside it, see {@link ArchitectureTest}.
 */
final class ArchitectureRules {
  private ArchitectureRules() {}

  private static final String ROOT = "com.aluminatiai.";
  static final String CORE = ROOT + "estimation..";
  static final String DOMAIN = ROOT + "workload..";
  static final String PORTS = ROOT + "workload.port..";
  static final String USE_CASES = ROOT + "workload.usecase..";
  static final String HTTP = ROOT + "http..";
  static final String JDBC = ROOT + "jdbc..";
  static final String MINIMAX = ROOT + "minimax..";
  static final String APP = ROOT + "app..";
  static final List<String> MODULES = List.of(CORE, DOMAIN, HTTP, JDBC, MINIMAX, APP);

  /** What each module may know of the others, itself included. */
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          CORE, List.of(CORE),
          DOMAIN, List.of(CORE, DOMAIN),
          HTTP, List.of(CORE, DOMAIN, HTTP),
          JDBC, List.of(CORE, DOMAIN, JDBC),
          MINIMAX, List.of(CORE, DOMAIN, MINIMAX));

  /** The packages of java.base that a library without I/O may use. */
  private static final String[] PLAIN_JAVA = {
    "java.lang..",
    "java.util..",
    "java.time..",
    "java.math..",
    "java.text..",
    "java.security..",
    "java.nio.charset.."
  };

  /** Everything by name; the order is that of the reading. */
  static Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    ARROWS.forEach((module, seen) -> rules.put("arrows of " + module, arrows(module, seen)));
    rules.put("adapters do not know each other", adaptersAreStrangers());
    rules.put("only app sees adapters", onlyAppSeesAdapters());
    rules.put("core is java.base without I/O", corePlain());
    rules.put("domain is plain Java", domainPlain());
    rules.put("model sees neither ports nor use cases", modelSeesNeitherPortsNorUseCases());
    rules.put("ports see no use cases", portsSeeNoUseCases());
    rules.put("http sees no ports", httpSeesNoPorts());
    rules.put("driven adapters see no use cases", drivenAdaptersSeeNoUseCases());
    rules.put("packages have no cycles", noCycles());
    rules.put("ports are interfaces", portsAreInterfaces());
    rules.put("ports speak domain types", portsSpeakDomain());
    HOMES.forEach(
        (library, homes) -> rules.put(library + " stays home", staysHome(library, homes)));
    rules.put("state of core and domain is final", stateIsFinal());
    rules.put("no static state", noStaticState());
    rules.put("no setters", noSetters());
    rules.put("no field injection", noFieldInjection());
    rules.put("no ambient world", noAmbientWorld());
    rules.put("names come last", namesComeLast());
    rules.put("one loop", oneLoop());
    rules.put("quiet", quiet());
    rules.putAll(RoomRules.all());
    rules.put("classes have meaning", classNames());
    rules.put("packages have meaning", packageNames());
    return rules;
  }

  private static ArchRule arrows(String module, List<String> seen) {
    DescribedPredicate<JavaClass> ours = resideInAPackage(ROOT + ".");
    return noClasses()
        .that(resideInAPackage(module))
        .should()
        .dependOnClassesThat(ours.and(not(resideInAnyPackage(seen.toArray(String[]::new)))))
        .as(module + " knows only " + seen);
  }

  private static ArchRule adaptersAreStrangers() {
    return slices().matching(ROOT + "(http|jdbc|minimax)..").should().notDependOnEachOther();
  }

  private static ArchRule onlyAppSeesAdapters() {
    return noClasses()
        .that(resideInAnyPackage(CORE, DOMAIN))
        .should()
        .dependOnClassesThat(resideInAnyPackage(HTTP, JDBC, MINIMAX, APP))
        .orShould()
        .dependOnClassesThat(resideInAPackage(APP));
  }

  /**
   * Reading the data files from the class path needs a stream and a reader, hence java.io; opening
   * files, sockets and processes needs what is not on this list.
   */
  private static ArchRule corePlain() {
    return classes()
        .that(resideInAPackage(CORE))
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(CORE)
                .or(resideInAnyPackage(PLAIN_JAVA))
                .or(
                    resideInAPackage("java.io")
                        .and(not(describe("files", ArchitectureRules::opensFiles))))
                .or(describe("arrays of primitives", JavaClass::isPrimitive))
                .or(describe("arrays", JavaClass::isArray)))
        .andShould(notTouch(ProcessBuilder.class, Runtime.class, Process.class));
  }

  private static boolean opensFiles(JavaClass type) {
    return type.getSimpleName().startsWith("File")
        || type.getSimpleName().equals("RandomAccessFile");
  }

  private static ArchCondition<JavaClass> notTouch(Class<?>... banned) {
    List<String> names = List.of(banned).stream().map(Class::getName).toList();
    return new ArchCondition<>("not touch " + names) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> names.contains(dependency.getTargetClass().getName()))
            .forEach(
                dependency ->
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
      }
    };
  }

  private static ArchRule domainPlain() {
    return classes()
        .that(resideInAPackage(DOMAIN))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(CORE, DOMAIN)
                .or(resideInAnyPackage(PLAIN_JAVA))
                .or(resideInAPackage("java.io"))
                .or(assignableTo(java.net.URI.class))
                .or(describe("arrays", type -> type.isArray() || type.isPrimitive())));
  }

  private static ArchRule modelSeesNeitherPortsNorUseCases() {
    return noClasses()
        .that(resideInAPackage(ROOT + "workload"))
        .should()
        .dependOnClassesThat(resideInAnyPackage(PORTS, USE_CASES));
  }

  private static ArchRule portsSeeNoUseCases() {
    return noClasses()
        .that(resideInAPackage(PORTS))
        .should()
        .dependOnClassesThat(resideInAPackage(USE_CASES));
  }

  private static ArchRule httpSeesNoPorts() {
    return noClasses()
        .that(resideInAPackage(HTTP))
        .should()
        .dependOnClassesThat(resideInAPackage(PORTS));
  }

  private static ArchRule drivenAdaptersSeeNoUseCases() {
    return noClasses()
        .that(resideInAnyPackage(JDBC, MINIMAX))
        .should()
        .dependOnClassesThat(resideInAPackage(USE_CASES));
  }

  private static ArchRule noCycles() {
    return slices().matching(ROOT + "(**)").should().beFreeOfCycles();
  }

  /**
   * Beside interfaces, a port's package holds the exceptions they throw and the answers nested in
   * them.
   */
  private static ArchRule portsAreInterfaces() {
    return classes()
        .that(resideInAPackage(PORTS))
        .and(not(assignableTo(Exception.class)))
        .and(describe("top level", type -> !type.isNestedClass()))
        .and(describe("no package-info", type -> !type.getSimpleName().equals("package-info")))
        .should()
        .beInterfaces();
  }

  private static ArchRule portsSpeakDomain() {
    return methods()
        .that()
        .areDeclaredInClassesThat(resideInAPackage(PORTS))
        .should(
            new ArchCondition<>("take and return domain types and plain Java alone") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                method.getAllInvolvedRawTypes().stream()
                    .map(JavaClass::getBaseComponentType)
                    .filter(type -> !type.isPrimitive())
                    .filter(
                        not(
                            resideInAnyPackage(
                                CORE,
                                DOMAIN,
                                "java.lang",
                                "java.util..",
                                "java.time..",
                                "java.net",
                                "java.io")))
                    .forEach(
                        type ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    method, method.getFullName() + " speaks " + type.getName())));
              }
            });
  }

  /**
   * Where each library may be used. Micrometer is beside HTTP in app, which wires the registry;
   * picocli and logback are the command line's; SLF4J is the adapters' and app's.
   */
  private static final Map<String, List<String>> HOMES =
      Map.ofEntries(
          Map.entry("io.javalin..", List.of(HTTP)),
          Map.entry("org.eclipse.jetty..", List.of(HTTP)),
          Map.entry("jakarta.validation..", List.of(HTTP)),
          Map.entry("org.hibernate..", List.of(HTTP)),
          Map.entry("org.jdbi..", List.of(JDBC)),
          Map.entry("com.zaxxer..", List.of(JDBC)),
          Map.entry("org.flywaydb..", List.of(JDBC)),
          // The command that reports to a service is a client of it.
          Map.entry("java.net.http..", List.of(MINIMAX, ROOT + "app.track")),
          Map.entry("com.fasterxml.jackson..", List.of(HTTP, JDBC, MINIMAX, APP)),
          Map.entry("io.micrometer..", List.of(HTTP, APP)),
          Map.entry("picocli..", List.of(APP)));

  private static ArchRule staysHome(String library, List<String> homes) {
    return noClasses()
        .that(
            resideInAPackage(ROOT + ".").and(not(resideInAnyPackage(homes.toArray(String[]::new)))))
        .should()
        .dependOnClassesThat(resideInAPackage(library));
  }

  /**
   * The exceptions are package-private, but for the builders of the library, which say themselves
   * that one thread fills them and then has a value. {@code Deferred} computes a pure function
   * once, behind a volatile field, so that a start does not pay for names that are never misspelt:
   * nobody can tell it from a final field. The others are computations rather than state: each is
   * made, walks one text or file, and is dropped within the call that made it.
   */
  private static final List<String> CONFINED =
      List.of(
          "com.aluminatiai.estimation.Accelerator$Builder",
          "com.aluminatiai.estimation.Assumptions$Builder",
          "com.aluminatiai.estimation.CalibratedAssumptions$Builder",
          "com.aluminatiai.estimation.CalibratedEstimate$Builder",
          "com.aluminatiai.estimation.Estimate$Builder",
          "com.aluminatiai.estimation.Region$Builder",
          "com.aluminatiai.estimation.names.Deferred",
          "com.aluminatiai.estimation.names.EditDistance",
          "com.aluminatiai.estimation.work.Plan$Builder",
          "com.aluminatiai.workload.usecase.transfer.ImportRun",
          "com.aluminatiai.workload.usecase.transfer.ImportStorage");

  private static ArchRule stateIsFinal() {
    return fields()
        .that()
        .areDeclaredInClassesThat(resideInAnyPackage(CORE, DOMAIN))
        .and(describe("not confined", field -> !CONFINED.contains(field.getOwner().getName())))
        .should()
        .beFinal();
  }

  private static ArchRule noStaticState() {
    return fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(resideInAPackage(ROOT + "."))
        .should()
        .beFinal();
  }

  private static ArchRule noSetters() {
    return methods()
        .that()
        .areDeclaredInClassesThat(resideInAPackage(ROOT + "."))
        .and(describe("not inherited", ArchitectureRules::isNew))
        .should()
        .haveNameNotMatching("set[A-Z].*");
  }

  private static boolean isNew(JavaMethod method) {
    return method.getOwner().getAllRawSuperclasses().stream()
            .noneMatch(
                type ->
                    type.getMethods().stream().anyMatch(m -> m.getName().equals(method.getName())))
        && method.getOwner().getAllRawInterfaces().stream()
            .noneMatch(
                type ->
                    type.getMethods().stream().anyMatch(m -> m.getName().equals(method.getName())));
  }

  /** The command line's options are picocli's to fill in: that is its way, and it stays in app. */
  private static ArchRule noFieldInjection() {
    return fields()
        .that()
        .areDeclaredInClassesThat(resideInAPackage(ROOT + "."))
        .should()
        .notBeAnnotatedWith(
            describe(
                "injection",
                annotation ->
                    List.of("Inject", "Resource", "Autowired")
                        .contains(annotation.getRawType().getSimpleName())));
  }

  private static ArchRule noAmbientWorld() {
    return noClasses()
        .that(resideInAnyPackage(CORE, DOMAIN, HTTP, JDBC, MINIMAX))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "exit", int.class);
  }

  /** A schedule ends with the first exception; {@code SteadyLoop} does not. */
  private static ArchRule oneLoop() {
    return noClasses()
        .that(resideInAPackage(ROOT + "."))
        .should()
        .dependOnClassesThat(assignableTo(ScheduledExecutorService.class))
        .orShould()
        .dependOnClassesThat(assignableTo(Timer.class))
        .orShould()
        .dependOnClassesThat(assignableTo("org.eclipse.jetty.util.thread.Scheduler"));
  }

  /** What has a name after a power cut has to be whole: one place sees to it. */
  private static ArchRule namesComeLast() {
    return noClasses()
        .that(resideInAPackage(ROOT + ".").and(not(resideInAPackage(ROOT + "app.disk"))))
        .should()
        .callMethod(Files.class, "move", Path.class, Path.class, CopyOption[].class)
        .orShould()
        .callMethod(Files.class, "createDirectories", Path.class, FileAttribute[].class);
  }

  /**
   * The command line's results are its output: it writes them through picocli's writers, never to
   * System.out.
   */
  private static ArchRule quiet() {
    return noClasses()
        .that(resideInAPackage(ROOT + ".").and(not(resideInAPackage(ROOT + "app.."))))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace");
  }

  private static ArchRule classNames() {
    return noClasses()
        .that(resideInAPackage(ROOT + "."))
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract");
  }

  private static ArchRule packageNames() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..common..",
            "..helper..",
            "..impl..",
            "..dto..",
            "..mapper..",
            "..manager..",
            "..service..");
  }
}
