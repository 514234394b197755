package com.aluminatiai.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Estimator;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what was built against {@link ArchitectureRules}, and the rules against planted violations.
 */
class ArchitectureTest {
  /**
   * Siblings arrive as jars in {@code mvn verify}: jars stay in, the test artifacts among them go
   * out.
   */
  private static final ImportOption NO_TESTS =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

  private static final JavaClasses BUILT =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages("com.aluminatiai");

  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .withImportOption(
              location -> location.contains("/planted/") || location.contains("/Planted"))
          .importPackages("com.aluminatiai");

  static Stream<String> rules() {
    return ArchitectureRules.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void what_was_built_holds_to(String rule) {
    assertThat(ArchitectureRules.all().get(rule).evaluate(BUILT).getFailureReport().getDetails())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_planted_violation_turns_red(String rule) {
    assertThat(ArchitectureRules.all().get(rule).evaluate(PLANTED).hasViolation()).isTrue();
  }

  static List<String> modules() {
    return ArchitectureRules.MODULES;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void every_module_has_classes_in_the_import(String module) {
    DescribedPredicate<JavaClass> inModule = JavaClass.Predicates.resideInAPackage(module);

    assertThat(BUILT.that(inModule)).hasSizeGreaterThan(1);
  }

  static List<String> rooms() {
    return List.copyOf(RoomRules.ARROWS.keySet());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void every_room_has_classes_in_the_import(String room) {
    DescribedPredicate<JavaClass> inRoom =
        JavaClass.Predicates.resideInAPackage("com.aluminatiai." + room);

    assertThat(BUILT.that(inRoom)).hasSizeGreaterThan(1);
  }

  /** A room without arrows in the rules would be one that no rule looks at. */
  @Test
  void every_room_is_in_the_rules() {
    assertThat(BUILT.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> name.matches(RoomRules.ROOMS))
        .map(name -> name.substring("com.aluminatiai.".length()))
        .containsExactlyInAnyOrderElementsOf(RoomRules.ARROWS.keySet());
  }

  @Test
  void core_descriptor_requires_exactly_java_base() throws Exception {
    try (InputStream in = coreDescriptor().openStream()) {
      ModuleDescriptor descriptor = ModuleDescriptor.read(in);

      assertThat(descriptor.name()).isEqualTo("com.aluminatiai.estimation");
      assertThat(descriptor.requires())
          .extracting(ModuleDescriptor.Requires::name)
          .containsExactly("java.base");
      assertThat(descriptor.exports())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrder(
              "com.aluminatiai.estimation", "com.aluminatiai.estimation.work");
    }
  }

  /**
   * Libraries carry descriptors too: this one is taken from where the core's classes are, jar or
   * folder.
   */
  private static URL coreDescriptor() throws MalformedURLException {
    URL place = Estimator.class.getProtectionDomain().getCodeSource().getLocation();
    return place.getPath().endsWith(".jar")
        ? new URL("jar:" + place + "!/module-info.class")
        : new URL(place + "module-info.class");
  }
}
