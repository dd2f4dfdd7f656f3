package dev.medialifecycle.verifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandaloneTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.medialifecycle.verifier", "dev.medialifecycle.vendor");

    @Test
    void needs_nothing_but_the_jdk_and_jackson_core() {
        jdkAlone("dev.medialifecycle.verifier").check(MODULE);
    }

    @Test
    void would_notice_a_class_that_needs_core() {
        assertThat(jdkAlone("dev.medialifecycle.vendor").evaluate(MODULE).hasViolation())
                .isTrue();
    }

    @Test
    void verifies_a_vector_on_a_class_path_of_its_own_classes_alone() throws Exception {
        URL classes =
                SignatureVerifier.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> secret = alone.loadClass(Secret.class.getName());
            Class<?> scheme = alone.loadClass(Scheme.class.getName());
            Class<?> verifier = alone.loadClass(SignatureVerifier.class.getName());
            Object replicate = alone.loadClass(Schemes.class.getName())
                    .getMethod("replicate")
                    .invoke(null);
            Object secrets = List.of(secret.getMethod("of", String.class).invoke(null, Messages.SECRET));
            Object ready = verifier.getMethod("of", scheme, List.class).invoke(null, replicate, secrets);
            Method verify = verifier.getMethod("verify", Map.class, byte[].class, Instant.class);

            Object verdict = verify.invoke(ready, Messages.published(), Messages.BODY, Messages.NOW);

            assertThat(verdict.getClass().getSimpleName()).isEqualTo("Verified");
        }
    }

    @Test
    void reads_json_in_one_class_alone() {
        classes()
                .that()
                .resideInAPackage("dev.medialifecycle.verifier")
                .and()
                .haveNameNotMatching(".*\\.JsonText(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("com.fasterxml..")
                .check(MODULE);
    }

    @Test
    void says_what_is_missing_where_a_scheme_reads_json_and_there_is_no_jackson() throws Exception {
        URL classes =
                SignatureVerifier.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> secret = alone.loadClass(Secret.class.getName());
            Class<?> scheme = alone.loadClass(Scheme.class.getName());
            Class<?> verifier = alone.loadClass(SignatureVerifier.class.getName());
            Object kie =
                    alone.loadClass(Schemes.class.getName()).getMethod("kie").invoke(null);
            Object secrets = List.of(secret.getMethod("of", String.class).invoke(null, Sample.TEXT));
            Method of = verifier.getMethod("of", scheme, List.class);

            assertThatThrownBy(() -> of.invoke(null, kie, secrets))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasStackTraceContaining("com.fasterxml.jackson.core:jackson-core");
        }
    }

    private static ArchRule jdkAlone(String name) {
        return classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax.crypto..", "org.jspecify.annotations", "com.fasterxml.jackson.core..", name);
    }
}
