package dev.medialifecycle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {
    @TempDir
    private Path folder;

    @Test
    void the_story_keeps_every_promise_and_does_so_again_over_what_it_left() throws Exception {
        assertThat(Story.tell(folder)).isZero();
        assertThat(Story.tell(folder)).isZero();
    }

    @Test
    void the_story_keeps_every_promise_after_it_was_killed() throws Exception {
        assertThat(KillAnytime.run(3, 20261121)).isZero();
    }

    @Test
    void two_nodes_keep_every_promise_although_they_are_killed() throws Exception {
        assertThat(TwoNodes.run(2, 300, 20261121, "postgres")).isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {ValidateAlone.class, VerifyAlone.class, LocateAlone.class, CleanUpAlone.class})
    void each_duty_works_alone(Class<?> duty) throws Exception {
        assertThat(passes(duty, "-Xmx128m")).isTrue();
    }

    @Test
    void a_gigabyte_by_upload_and_another_by_promotion_fit_through_64_megabytes() throws Exception {
        assertThat(passes(BigFiles.class, "-Xmx64m")).isTrue();
    }

    @Test
    void a_cycle_reads_no_table_as_a_whole_and_asks_for_no_more_than_a_thousand_rows() throws Exception {
        assertThat(passes(MillionAssets.class, "-Xmx128m", "20000")).isTrue();
    }

    private static boolean passes(Class<?> main, String heap, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("PASS");
        return process.exitValue() == 0;
    }
}
