package dev.medialifecycle.verifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandaloneTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.medialifecycle.verifier", "dev.medialifecycle.vendor");

    @Test
    void needs_nothing_but_the_jdk() {
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
    void compares_signatures_with_nothing_but_message_digest_is_equal() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/medialifecycle/verifier"))) {
            List<Path> comparing = sources.filter(Files::isRegularFile)
                    .filter(p -> read(p).contains("MessageDigest.isEqual("))
                    .toList();
            assertThat(comparing).extracting(p -> p.getFileName().toString()).containsExactly("SignedHeaders.java");
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).map(StandaloneTest::read))
                    .isNotEmpty()
                    .noneMatch(s -> s.contains("Arrays.equals(")
                            || s.contains("Arrays.compare(")
                            || s.contains("Arrays.mismatch(")
                            || s.contains("equalsIgnoreCase(")
                            || s.contains("String.format(")
                            || s.contains("ThreadLocal<"));
        }
    }

    private static ArchRule jdkAlone(String name) {
        return classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations", name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
