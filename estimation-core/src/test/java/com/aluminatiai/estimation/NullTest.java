package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.work.LanguageModel;
import com.aluminatiai.estimation.work.LanguageModels;
import com.aluminatiai.estimation.work.MemoryNeed;
import com.aluminatiai.estimation.work.ServingModel;
import com.aluminatiai.estimation.work.ServingWork;
import com.aluminatiai.estimation.work.TrainingWork;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No public method or constructor takes null, in any of its parameters. */
final class NullTest {
  private static final Usage USAGE = Usage.of(Devices.H100, 8, 72);
  private static final LanguageModel MODEL = LanguageModel.ofSize(7, OptionalDouble.empty());

  static Stream<Arguments> parameters() throws IOException, URISyntaxException {
    List<Arguments> parameters = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      for (Executable executable : executables(type)) {
        Class<?>[] types = executable.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
          if (!types[i].isPrimitive() && types[i] != Object.class) {
            parameters.add(Arguments.of(executable, i));
          }
        }
      }
    }
    return parameters.stream();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void nullAsAParameter_isRefused(Executable executable, int index) throws Exception {
    Object[] values = samples(executable.getParameterTypes());
    values[index] = null;

    assertThatThrownBy(() -> call(executable, values))
        .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
  }

  private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> one : List.of(Estimator.class, TrainingWork.class)) {
      Path classes = Path.of(one.getResource(one.getSimpleName() + ".class").toURI()).getParent();
      try (Stream<Path> files = Files.list(classes)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
            .sorted()
            .map(name -> load(one, name.substring(0, name.length() - ".class".length())))
            .filter(NullTest::isPublic)
            .forEach(types::add);
      }
    }
    return types;
  }

  private static Class<?> load(Class<?> neighbour, String name) {
    try {
      return Class.forName(neighbour.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
  }

  private static List<Executable> executables(Class<?> type) {
    return Stream.concat(
            Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(one -> Modifier.isPublic(one.getModifiers()) && !one.isSynthetic())
        .filter(one -> !Modifier.isAbstract(one.getModifiers()))
        .toList();
  }

  private static void call(Executable executable, Object[] values) throws Throwable {
    try {
      if (executable instanceof Constructor<?> constructor) {
        constructor.newInstance(values);
      } else {
        boolean isStatic = Modifier.isStatic(executable.getModifiers());
        Object receiver = isStatic ? null : sample(executable.getDeclaringClass());
        ((Method) executable).invoke(receiver, values);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object[] samples(Class<?>[] types) throws ReflectiveOperationException {
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = sample(types[i]);
    }
    return values;
  }

  /** Returns a value that is taken; where none is at hand, one made of such values. */
  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, sample(type.getComponentType()));
      return array;
    }
    List<Object> simple =
        List.of(
            1,
            1.0,
            false,
            "H100",
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            List.of(),
            Estimator.standard(),
            Site.UNKNOWN,
            USAGE,
            Estimator.standard().accelerators(),
            Estimator.standard().regions(),
            LanguageModels.standard(),
            (Function<Accelerator, Optional<Range>>) any -> Optional.empty(),
            (UnaryOperator<Usage>) usage -> usage,
            MODEL,
            TrainingWork.of(MODEL, 1e9),
            ServingModel.standard(),
            ServingWork.of(MODEL, 1e6),
            ServingModel.standard().estimate(ServingWork.of(MODEL, 1e6)),
            MemoryNeed.ofTraining(MODEL),
            new CalibratedModel(),
            new FallbackModel(),
            EnergyProfile.of(new CalibratedModel().assumptions(USAGE, Site.UNKNOWN)));
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    Optional<Object> atHand = simple.stream().filter(boxed::isInstance).findFirst();
    return atHand.isPresent() ? atHand.get() : made(type);
  }

  private static Object made(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(samples(constructor.getParameterTypes()));
  }
}
