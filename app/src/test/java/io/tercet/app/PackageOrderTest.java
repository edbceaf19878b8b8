package io.tercet.app;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Commands use all, the dashboard shows runs, runs use pictures, and pictures use none. */
class PackageOrderTest {

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("io.tercet.app.cli")
        .layer("dashboard")
        .definedBy("io.tercet.app.dashboard")
        .layer("run")
        .definedBy("io.tercet.app.run")
        .layer("picture")
        .definedBy("io.tercet.app.picture")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("dashboard")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("cli", "dashboard")
        .whereLayer("picture")
        .mayOnlyBeAccessedByLayers("cli", "dashboard", "run")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tercet.app"));
  }
}
