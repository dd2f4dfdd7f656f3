package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The settings of a machine have no say in a verdict: all other tests of the verifier, but the one that counts bytes, run once more
 * under each, in a JVM of its own, because some settings count only from the start.
 */
class ForeignSettingsTest {
    private static final int LEAST_TESTS = 600;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=tr -Duser.country=TR",
                "-Dfile.encoding=ISO-8859-1"
            })
    void verifies_and_refuses_the_same_under_other_settings(String settings) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        command.addAll(
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfuzz=10000", "-Dcalls=50"));
        command.addAll(List.of(settings.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(), settings));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
    }

    /** Exits with 0 if the settings are in force, the tests were found, and none of them failed. */
    static final class Child {
        private Child() {}

        public static void main(String[] settings) {
            LauncherDiscoveryRequest others = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectPackage(ForeignSettingsTest.class.getPackageName()))
                    .filters(excludeClassNamePatterns(".*ForeignSettingsTest.*", ".*AllocationTest"))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(others, listener);
            TestExecutionSummary summary = listener.getSummary();
            PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            summary.printFailuresTo(out);
            out.println(summary.getTestsSucceededCount() + " succeeded, " + summary.getTotalFailureCount() + " failed, "
                    + Locale.getDefault() + ", " + Charset.defaultCharset());
            boolean isRight = isInForce(settings[0])
                    && summary.getTotalFailureCount() == 0
                    && summary.getTestsSucceededCount() >= LEAST_TESTS;
            System.exit(isRight ? 0 : 1);
        }

        private static boolean isInForce(String settings) {
            return settings.contains("encoding")
                    ? settings.endsWith("=" + Charset.defaultCharset().name())
                    : settings.endsWith("=" + Locale.getDefault().getCountry());
        }
    }
}
