package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.medialifecycle.blob.StorageProvider;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each group of the contract catches the providers that are wrong in its matter, and no other group complains of them. */
class StorageProviderContractTest {
    private static final String ALL = "";

    /** Whether to see that no other group complains, which takes minutes. */
    private static final boolean ALL_GROUPS = Boolean.getBoolean("medialifecycle.allgroups");

    /** The group, and the class whose nested classes are wrong in its matter. */
    private static final Map<String, Class<?>> FLAWS = new TreeMap<>(Map.ofEntries(
            Map.entry("Put", FlawedPuts.class),
            Map.entry("Read", FlawedReads.class),
            Map.entry("Delete", FlawedDeletes.class),
            Map.entry("Listing", FlawedListings.class),
            Map.entry("Urls", FlawedUrls.class),
            Map.entry("Capabilities", FlawedCapabilities.class),
            Map.entry("Handles", FlawedHandles.class),
            Map.entry("SignedPuts", FlawedSignedPuts.class),
            Map.entry("Unfinished", FlawedUnfinished.class),
            Map.entry("Diagnosis", FlawedDiagnoses.class),
            Map.entry("Keys", FlawedKeys.class),
            Map.entry("Sources", FlawedSources.class),
            Map.entry("Faults", FlawedFaults.class),
            Map.entry("Credentials", FlawedCredentials.class),
            Map.entry("Secrets", FlawedSecrets.class)));

    @TestFactory
    Stream<DynamicTest> fails_a_flawed_provider_in_the_group_of_its_flaw() {
        return FLAWS.entrySet().stream()
                .flatMap(entry -> flawsIn(entry.getValue())
                        .map(flawed -> DynamicTest.dynamicTest(
                                entry.getKey() + " catches " + flawed.getSimpleName(),
                                () -> assertThat(groupsThatFail(flawed, ALL_GROUPS ? ALL : entry.getKey()))
                                        .containsExactly(entry.getKey()))));
    }

    @Test
    void knows_a_flaw_for_every_group_of_the_contract() {
        assertThat(FLAWS.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(StorageProviderContract.class.getDeclaredClasses())
                        .map(Class::getSimpleName)
                        .toList());
        assertThat(FLAWS.values()).allMatch(flawed -> flawsIn(flawed).findAny().isPresent());
    }

    @Test
    void passes_a_provider_without_a_flaw() {
        TestExecutionSummary summary = run(ForwardingStorage.class, ALL);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsFoundCount()).as("tests of the contract").isGreaterThan(50);
        assertThat(summary.getTestsAbortedCount()).as("tests that were skipped").isZero();
    }

    private static Stream<Class<? extends StorageProvider>> flawsIn(Class<?> kind) {
        return Stream.of(kind.getDeclaredClasses())
                .filter(StorageProvider.class::isAssignableFrom)
                .filter(flawed -> !Modifier.isAbstract(flawed.getModifiers()))
                .map(flawed -> flawed.asSubclass(StorageProvider.class));
    }

    private static Set<String> groupsThatFail(Class<? extends StorageProvider> suspect, String group) {
        Set<String> groups = new TreeSet<>();
        for (TestExecutionSummary.Failure failure : run(suspect, group).getFailures()) {
            groups.add(groupOf(failure.getTestIdentifier().getUniqueIdObject()));
        }
        return groups;
    }

    /** One group or all. */
    private static TestExecutionSummary run(Class<? extends StorageProvider> suspect, String group) {
        PostDiscoveryFilter ofTheGroup = test -> FilterResult.includedIf(
                group.equals(ALL) || groupOf(test.getUniqueId()).equals(group));
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Suspects.class))
                                .configurationParameter(Suspects.PARAMETER, suspect.getName())
                                .filters(ofTheGroup)
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsFoundCount()).as("tests of the group").isPositive();
        assertThat(summary.getTestsStartedCount()).isEqualTo(summary.getTestsFoundCount());
        return summary;
    }

    private static String groupOf(UniqueId id) {
        return id.getSegments().stream()
                .filter(segment -> segment.getType().equals("nested-class"))
                .map(UniqueId.Segment::getValue)
                .findFirst()
                .orElse("outside all groups: " + id);
    }
}
