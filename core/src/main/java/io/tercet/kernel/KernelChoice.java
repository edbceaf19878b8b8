package io.tercet.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/**
 * The kernels used by this JVM, and the reason. SIMD if the module {@code jdk.incubator.vector} is
 * present, else scalar; the system property {@value #PROPERTY} ({@code simd} or {@code scalar})
 * forces one of them.
 *
 * @param kernels the implementation
 * @param reason why it is not SIMD; empty if it is
 */
public record KernelChoice(Kernels kernels, String reason) {
  /** System property that forces {@code simd} or {@code scalar}. */
  public static final String PROPERTY = "tercet.kernels";

  private static final KernelChoice CHOSEN = choose();

  /** The implementation chosen for this JVM. */
  public static Kernels best() {
    return CHOSEN.kernels;
  }

  /** The choice for this JVM, and its reason. */
  public static KernelChoice current() {
    return CHOSEN;
  }

  private static KernelChoice choose() {
    String forced = System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT);
    return switch (forced) {
      case "scalar" -> scalar("forced by -D" + PROPERTY + "=scalar");
      case "simd" -> simd();
      case "" -> vectorApiPresent() ? simd() : withoutModule();
      default ->
          throw new IllegalArgumentException(
              "-D%s=%s: expected simd or scalar".formatted(PROPERTY, forced));
    };
  }

  /** As a module, or as classes on the boot class path, which is how the launcher provides them. */
  private static boolean vectorApiPresent() {
    try {
      Class.forName("jdk.incubator.vector.Vector", false, KernelChoice.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static KernelChoice withoutModule() {
    String reason = "the JVM was started without --add-modules jdk.incubator.vector";
    System.getLogger(Kernels.class.getName())
        .log(System.Logger.Level.WARNING, "scalar kernels, many times slower: " + reason);
    return scalar(reason);
  }

  private static KernelChoice scalar(String reason) {
    return new KernelChoice(load("scalar.ScalarKernels"), reason);
  }

  private static KernelChoice simd() {
    try {
      return new KernelChoice(load("simd.SimdKernels"), "");
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "the SIMD kernels need --add-modules jdk.incubator.vector", e);
    }
  }

  /**
   * Loads an implementation by name, so that this package depends on none and classes of the vector
   * module are never linked when it is absent.
   */
  private static Kernels load(String name) {
    try {
      Class<?> type = Class.forName(KernelChoice.class.getPackageName() + "." + name);
      return (Kernels) type.getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException | ExceptionInInitializerError e) {
      throw new IllegalStateException("cannot initialize the kernels: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("kernels not found: " + name, e);
    }
  }
}
