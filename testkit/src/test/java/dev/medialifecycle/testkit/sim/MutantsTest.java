package dev.medialifecycle.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every guard is noticed when it is missing: {@code -Dmutants} compiles core without each, one by one, and lives with that. */
class MutantsTest {
    private static final int SEEDS = Integer.getInteger("seeds", 400);

    /** With {@code -Dmutants} all of them, with {@code -Dmutants=job} those whose guard is called so. */
    private static final String WANTED = System.getProperty("mutants", "true");

    static Stream<Mutant> mutants() {
        return Mutants.all().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void the_guard_is_where_the_list_says(Mutant mutant) {
        assertThat(mutant.occurrences())
                .as(mutant.file() + ": " + mutant.text())
                .isOne();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    @EnabledIfSystemProperty(named = "mutants", matches = ".*")
    void a_missing_guard_is_noticed(Mutant mutant, @TempDir Path folder) {
        assumeThat(WANTED.equals("true") || mutant.guard().contains(WANTED)).isTrue();

        Optional<String> noticed = new Mutation(mutant, folder).noticed(SEEDS);

        System.out.println("Without " + mutant + ": " + noticed.orElse("NOBODY NOTICED"));
        assertThat(noticed).isPresent();
    }
}
