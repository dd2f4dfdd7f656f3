package dev.medialifecycle.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule holds in core, and every rule is broken by a fixture, so that we know it can fail. */
class ArchitectureTest {
    private static final String CORE = "dev.medialifecycle";
    private static final String FIXTURES = "dev.medialifecycle.architecture.broken";

    private static final JavaClasses CORE_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CORE);
    private static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURES);

    enum Rule {
        STORY_ORDER(Rules::storyOrder, "LooksDown"),
        NO_CYCLES(Rules::noCycles, "Cycle detected"),
        ONE_DOOR(Rules::oneDoorForDeletes, "SecondDoor"),
        GIVEN_TIME(Rules::timeAndChanceAreGiven, "OwnTime"),
        GIVEN_THREADS(Rules::threadsAreAskedFor, "OwnThread"),
        INTERNALS_INSIDE(Rules::internalsStayInside, "ReachesInside");

        final Function<String, ArchRule> rule;
        final String culprit;

        Rule(Function<String, ArchRule> rule, String culprit) {
            this.rule = rule;
            this.culprit = culprit;
        }
    }

    @ParameterizedTest
    @EnumSource
    void holds_in_core(Rule rule) {
        assertThatCode(() -> rule.rule.apply(CORE).check(CORE_CLASSES)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void is_broken_by_its_fixture(Rule rule) {
        assertThatThrownBy(() -> rule.rule.apply(FIXTURES).check(FIXTURE_CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(rule.culprit);
    }

    @Test
    void the_one_door_is_really_used() {
        assertThat(CORE_CLASSES
                        .get("dev.medialifecycle.internal.exit.BlobEraser")
                        .getMethodCallsFromSelf())
                .anyMatch(call -> call.getName().equals("delete")
                        && call.getTargetOwner().isAssignableTo(dev.medialifecycle.blob.StorageProvider.class));
    }
}
