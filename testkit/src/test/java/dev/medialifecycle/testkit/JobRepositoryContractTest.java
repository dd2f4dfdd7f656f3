package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract bites: each flaw fails the promise that it breaks. */
class JobRepositoryContractTest {
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = Mode.EXCLUDE)
    void catches(RepositoryFlaw flaw) {
        assertThat(promisesBrokenBy(flaw)).contains(flaw.brokenPromise());
    }

    @Test
    void passes_a_repository_without_a_flaw() {
        assertThat(promisesBrokenBy(RepositoryFlaw.NONE)).isEmpty();
    }

    private static List<String> promisesBrokenBy(RepositoryFlaw flaw) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(FlawedRepository.class))
                                .configurationParameter(FlawedRepository.PARAMETER, flaw.name())
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsStartedCount()).as("tests of the contract").isGreaterThan(60);
        return summary.getFailures().stream()
                .map(failure -> nameOf(failure.getTestIdentifier()))
                .toList();
    }

    private static String nameOf(TestIdentifier test) {
        return ((MethodSource) test.getSource().orElseThrow()).getMethodName();
    }
}
