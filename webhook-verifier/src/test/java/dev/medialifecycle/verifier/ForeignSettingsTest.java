package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The settings of a machine have no say in a verdict: each set starts a JVM of its own, because some settings count only from the start.
 * {@code docs/testing.md} has the commands that run all of this module's tests under them.
 */
class ForeignSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=tr -Duser.country=TR",
                "-Dfile.encoding=ISO-8859-1",
                "-Dfile.encoding=UTF-16"
            })
    void verifies_and_refuses_the_same_under_other_settings(String settings) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        command.addAll(List.of(settings.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(), settings));
        Process child = new ProcessBuilder(command).inheritIO().start();

        assertThat(child.waitFor()).isZero();
    }

    /** Exits with 0 if the settings are in force and every sample is judged as it should be. */
    static final class Child {
        private Child() {}

        public static void main(String[] settings) {
            boolean isInForce = settings[0].contains("encoding")
                    ? settings[0].endsWith("=" + Charset.defaultCharset().name())
                    : settings[0].endsWith("=" + Locale.getDefault().getCountry());
            boolean isRight = Sample.all().stream()
                    .allMatch(s -> s.verdict() instanceof Verdict.Verified
                            && s.other()
                                    .verify(s.headers(), s.body(), Sample.NOW)
                                    .equals(Messages.rejected(Reason.SIGNATURE_MISMATCH)));
            Verdict published = Messages.verify(Messages.published());
            System.exit(isInForce && isRight && published instanceof Verdict.Verified ? 0 : 1);
        }
    }
}
