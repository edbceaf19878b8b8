package io.tercet.app;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Commands use runs and pictures, runs use pictures, and pictures use neither. */
class PackageOrderTest {

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("io.tercet.app.cli")
        .layer("run")
        .definedBy("io.tercet.app.run")
        .layer("picture")
        .definedBy("io.tercet.app.picture")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("picture")
        .mayOnlyBeAccessedByLayers("cli", "run")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tercet.app"));
  }
}
