package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.medialifecycle.blob.StorageProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each group of the contract catches the providers that are wrong in its matter, and no other group complains of them. */
class StorageProviderContractTest {
    private static final Map<String, List<Class<? extends StorageProvider>>> FLAWS = new TreeMap<>(Map.of(
            "Put",
            List.of(
                    FlawedPuts.Overwrites.class,
                    FlawedPuts.ForgetsTheType.class,
                    FlawedPuts.PublishesOnClose.class,
                    FlawedPuts.TrustsTheSize.class,
                    FlawedPuts.LooksBeforeItPuts.class),
            "Read",
            List.of(
                    FlawedReads.IgnoresTheRange.class,
                    FlawedReads.TakesFoldersForBlobs.class,
                    FlawedReads.OpensNothingAsEmpty.class),
            "Delete",
            List.of(
                    FlawedDeletes.Lies.class,
                    FlawedDeletes.GivesUp.class,
                    FlawedDeletes.AnswersBackwards.class,
                    FlawedDeletes.DeletesByPrefix.class,
                    FlawedDeletes.TakesAThousand.class,
                    FlawedDeletes.CallsEveryFailureAbsent.class),
            "Listing",
            List.of(
                    FlawedListings.StopsAfterAPage.class,
                    FlawedListings.HasNoOrder.class,
                    FlawedListings.RepeatsABlob.class,
                    FlawedListings.TakesThePrefixForAFolder.class,
                    FlawedListings.FindsMissingBucketsEmpty.class),
            "Urls",
            List.of(
                    FlawedUrls.AcceptsLookAlikes.class,
                    FlawedUrls.DecodesTwice.class,
                    FlawedUrls.TakesPlusForABlank.class,
                    FlawedUrls.Throws.class,
                    FlawedUrls.FollowsDots.class,
                    FlawedUrls.FindsItsUrlsOnly.class),
            "Capabilities",
            List.of(
                    FlawedCapabilities.ListsNothingInsteadOfRefusing.class,
                    FlawedCapabilities.SignsWithoutSayingSo.class,
                    FlawedCapabilities.ClosesOnce.class)));

    @TestFactory
    Stream<DynamicTest> fails_a_flawed_provider_in_the_group_of_its_flaw_and_in_no_other() {
        return FLAWS.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(flawed -> DynamicTest.dynamicTest(
                                entry.getKey() + " catches " + flawed.getSimpleName(),
                                () -> assertThat(groupsThatFail(flawed)).containsExactly(entry.getKey()))));
    }

    @Test
    void passes_a_provider_without_a_flaw() {
        assertThat(groupsThatFail(ForwardingStorage.class)).isEmpty();
    }

    private static Set<String> groupsThatFail(Class<? extends StorageProvider> suspect) {
        Set<String> groups = new TreeSet<>();
        for (TestExecutionSummary.Failure failure : run(suspect).getFailures()) {
            groups.add(groupOf(failure.getTestIdentifier().getUniqueIdObject()));
        }
        return groups;
    }

    private static TestExecutionSummary run(Class<? extends StorageProvider> suspect) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Suspects.class))
                                .configurationParameter(Suspects.PARAMETER, suspect.getName())
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsFoundCount()).as("tests of the contract").isGreaterThan(50);
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
