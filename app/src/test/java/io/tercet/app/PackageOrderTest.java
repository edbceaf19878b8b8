package io.tercet.app;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Commands use all, the dashboard shows runs, runs draw plots, and plots use none of these. */
class PackageOrderTest {

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("io.tercet.app.cli..")
        .layer("dashboard")
        .definedBy("io.tercet.app.dashboard")
        .layer("run")
        .definedBy("io.tercet.app.run..")
        .layer("plot")
        .definedBy("io.tercet.app.plot")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("dashboard")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("cli", "dashboard")
        .whereLayer("plot")
        .mayOnlyBeAccessedByLayers("cli", "dashboard", "run")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tercet.app"));
  }
}
