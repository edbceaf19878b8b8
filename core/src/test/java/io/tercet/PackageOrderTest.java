package io.tercet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A room, which is a package with those below it, uses the rooms before it in the list and none
 * after it; docs/architecture.md says why.
 */
class PackageOrderTest {
  private static final Pattern ROOM = Pattern.compile("^io\\.tercet\\.(\\w+)");

  private static final List<String> ORDER =
      List.of(
          "parallel",
          "tensor",
          "kernel",
          "data",
          "io",
          "input",
          "image",
          "distance",
          "nn",
          "sampling",
          "mining",
          "loss",
          "optim",
          "eval",
          "train",
          "model",
          "");

  /** Packages below "data" that read files and so come after "io". */
  private static final List<String> READERS =
      List.of("io.tercet.data.idx..", "io.tercet.data.catalog..");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tercet");

  private static String room(JavaClass type) {
    Matcher name = ROOM.matcher(type.getPackageName());
    return name.find() ? name.group(1) : "";
  }

  @Test
  void everyPackageHasItsPlace() {
    assertThat(classes.stream().map(PackageOrderTest::room).collect(Collectors.toSet()))
        .hasSizeGreaterThan(5)
        .isSubsetOf(ORDER);
  }

  @Test
  void noRoomUsesALaterOne() {
    for (int i = 0; i + 1 < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> name.isEmpty() ? "io.tercet" : "io.tercet." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.tercet." + ORDER.get(i) + "..")
          .and()
          .resideOutsideOfPackages(READERS.toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void dataSetsInMemoryKnowNoReader() {
    noClasses()
        .that()
        .resideInAPackage("io.tercet.data")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tercet.data.idx..", "io.tercet.data.catalog..", "io.tercet.io..")
        .check(classes);
  }

  @Test
  void noClassCycleCrossesPackages() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(classes);
  }

  @Test
  void noClassCycleIsInsideTheKernels() {
    slices().assignedFrom(new KernelClasses()).should().beFreeOfCycles().check(classes);
  }

  @Test
  void theSeamKnowsNoImplementation() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tercet.kernel.scalar", "io.tercet.kernel.simd")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tercet.kernel.scalar", "io.tercet.kernel.simd")
        .check(classes);
  }

  @Test
  void onlyTheSimdKernelsKnowTheVectorModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tercet.kernel.simd")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(classes);
  }

  /**
   * A package is a slice; those that are the inside of another ({@code nn.op}, {@code loss.engine},
   * {@code image.format}) are one slice with it.
   */
  private static final class Packages implements SliceAssignment {
    private static final List<String> INSIDES =
        List.of("io.tercet.nn.op", "io.tercet.loss.engine", "io.tercet.image.format");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return SliceIdentifier.of(
          INSIDES.contains(name) ? name.substring(0, name.lastIndexOf('.')) : name);
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }

  /** Each top-level class of the kernel packages is a slice. */
  private static final class KernelClasses implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      if (!type.getPackageName().startsWith("io.tercet.kernel")) {
        return SliceIdentifier.ignore();
      }
      return SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""));
    }

    @Override
    public String getDescription() {
      return "classes of the kernels";
    }
  }
}
