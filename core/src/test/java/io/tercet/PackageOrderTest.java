package io.tercet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A package uses those before it in the list and none after it; docs/architecture.md says why. */
class PackageOrderTest {
  private static final List<String> ORDER =
      List.of(
          "math",
          "data",
          "image",
          "distance",
          "nn",
          "sampling",
          "mining",
          "loss",
          "optim",
          "eval",
          "model",
          "train");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tercet");

  @Test
  void everyPackageHasItsPlace() {
    assertThat(
            classes.stream()
                .map(c -> c.getPackageName().replace("io.tercet.", ""))
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(5)
        .isSubsetOf(ORDER);
  }

  @Test
  void noPackageUsesALaterOne() {
    for (int i = 0; i + 1 < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> "io.tercet." + name)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.tercet." + ORDER.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void onlyTheKernelsKnowTheVectorModule() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Simd")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(classes);
  }
}
