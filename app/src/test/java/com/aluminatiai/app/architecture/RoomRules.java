package com.aluminatiai.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rooms inside the modules. A type that two rooms of a module share has to be public, so the
 * compiler no longer keeps other modules out: these rules do. That rooms form no circle is the rule
 * "packages have no cycles" of {@link ArchitectureRules}; the lists here say more, namely which way
 * each arrow goes.
 */
final class RoomRules {
  private RoomRules() {}

  private static final String ROOT = "com.aluminatiai.";

  /** The modules with a door: its package, and the types that the door shows. */
  static final Map<String, Set<String>> DOORS =
      Map.of(
          ROOT + "http", Set.of("HttpApi", "HttpSettings"),
          ROOT + "jdbc", Set.of("Database", "DatabaseSettings"),
          ROOT + "minimax", Set.of("MinimaxAgent", "MinimaxSettings"));

  /** Which rooms each room may know, beside itself. A room that is not here may know none. */
  static final Map<String, List<String>> ARROWS = arrows();

  private static Map<String, List<String>> arrows() {
    Map<String, List<String>> arrows = new LinkedHashMap<>();
    arrows.put("http.wire", List.of());
    arrows.put("http.message", List.of("http.wire"));
    arrows.put("http.file", List.of("http.message", "http.wire"));
    arrows.put("http.server", List.of("http.wire"));
    arrows.put("http.exchange", List.of("http.server", "http.wire"));
    arrows.put(
        "http.route",
        List.of("http.exchange", "http.file", "http.message", "http.server", "http.wire"));
    arrows.put("jdbc.connection", List.of());
    arrows.put("jdbc.row", List.of("jdbc.connection"));
    arrows.put("jdbc.totals", List.of("jdbc.connection", "jdbc.row"));
    arrows.put("jdbc.group", List.of("jdbc.connection", "jdbc.row"));
    arrows.put("jdbc.bulk", List.of("jdbc.connection", "jdbc.row"));
    arrows.put("jdbc.backup", List.of("jdbc.connection", "jdbc.row"));
    arrows.put("jdbc.store", List.of("jdbc.connection", "jdbc.row", "jdbc.group", "jdbc.totals"));
    arrows.put("workload.usecase.limit", List.of());
    arrows.put("workload.usecase.transfer", List.of());
    arrows.put("workload.usecase.naming", List.of());
    arrows.put("workload.usecase.clientcode", List.of("workload.usecase"));
    arrows.put("estimation.names", List.of());
    arrows.put("estimation.input", List.of());
    arrows.put("estimation.work", List.of("estimation", "estimation.names", "estimation.input"));
    return arrows;
  }

  /** The names of all rooms, as a regular expression. */
  static final String ROOMS =
      "com[.]aluminatiai[.](http|jdbc|workload[.]usecase|estimation)[.][a-z]+";

  /** The packages that hold rooms; the door of a module may know all of its rooms. */
  private static final List<String> HOUSES =
      List.of("http", "jdbc", "workload.usecase", "estimation");

  static Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    DOORS.forEach((door, shown) -> rules.put("door of " + door, door(door, shown)));
    for (String module : List.of("http", "jdbc", "estimation")) {
      rules.put("rooms of " + module + " are its own", roomsAreTheirModules(module));
    }
    ARROWS.forEach((room, seen) -> rules.put("arrows of room " + room, arrows(room, seen)));
    return rules;
  }

  private static ArchRule door(String door, Set<String> shown) {
    return classes()
        .that(resideInAPackage(door))
        .and(describe("public and top level", RoomRules::isShown))
        .should(be(describe("one of " + shown, type -> shown.contains(type.getSimpleName()))));
  }

  private static boolean isShown(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass();
  }

  /**
   * Three exceptions. The library exports its room of work. The command line reads and writes the
   * same files as HTTP does, so app sees the room of files. And the door of JDBC throws {@code
   * BackupException}, which is thrown in a room and can stand at the door only with a circle
   * between both.
   */
  private static ArchRule roomsAreTheirModules(String module) {
    DescribedPredicate<JavaClass> rooms =
        resideInAPackage(ROOT + module + ".*..")
            .and(not(describe("planted", type -> type.getPackageName().endsWith(".planted"))));
    DescribedPredicate<JavaClass> open =
        resideInAnyPackage(ROOT + "http.file", ROOT + "estimation.work")
            .or(
                describe(
                    "the door's exception",
                    type -> type.getName().equals(ROOT + "jdbc.backup.BackupException")));
    return noClasses()
        .that(resideInAPackage(ROOT + ".").and(not(resideInAPackage(ROOT + module + ".."))))
        .should()
        .dependOnClassesThat(rooms.and(not(open)))
        .as("rooms of " + module + " are used by " + module + " alone");
  }

  private static ArchRule arrows(String room, List<String> seen) {
    DescribedPredicate<JavaClass> anyRoom =
        resideInAnyPackage(
            HOUSES.stream()
                .filter(house -> room.startsWith(house + "."))
                .flatMap(house -> Stream.of(ROOT + house, ROOT + house + ".*"))
                .toArray(String[]::new));
    String[] allowed =
        Stream.concat(seen.stream(), Stream.of(room))
            .map(name -> ROOT + name)
            .toArray(String[]::new);
    return noClasses()
        .that(resideInAPackage(ROOT + room))
        .should()
        .dependOnClassesThat(anyRoom.and(not(resideInAnyPackage(allowed))))
        .as("room " + room + " knows only " + seen);
  }
}
