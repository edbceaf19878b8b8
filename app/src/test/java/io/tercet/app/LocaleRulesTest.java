package io.tercet.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Nothing asks the machine for its language: numbers would have other digits there. */
class LocaleRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tercet.app");

  private static void never(Class<?> owner, String method, Class<?>... parameters) {
    noClasses().should().callMethod(owner, method, parameters).check(CLASSES);
  }

  @Test
  void textsAreMadeWithALocale() {
    never(String.class, "format", String.class, Object[].class);
    never(String.class, "toLowerCase");
    never(String.class, "toUpperCase");
    never(PrintStream.class, "printf", String.class, Object[].class);
    never(PrintStream.class, "format", String.class, Object[].class);
    never(PrintWriter.class, "printf", String.class, Object[].class);
    never(PrintWriter.class, "format", String.class, Object[].class);
    never(DateTimeFormatter.class, "ofPattern", String.class);
    never(NumberFormat.class, "getInstance");
    never(NumberFormat.class, "getNumberInstance");
    never(NumberFormat.class, "getPercentInstance");
    never(Locale.class, "getDefault");
    noClasses().should().callConstructor(Formatter.class).check(CLASSES);
    noClasses().should().callConstructor(Formatter.class, Appendable.class).check(CLASSES);
  }
}
