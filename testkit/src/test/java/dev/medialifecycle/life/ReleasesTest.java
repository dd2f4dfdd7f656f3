package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.release.Release;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Releases by URL: for hosts that kept nothing else. */
class ReleasesTest {
    private final World world = new World(builder -> builder.retention(RetentionPolicy.keepForever()
            .with(World.KEPT, Retention.forever().withQuarantine(Duration.ZERO))
            .with(AssetRole.ORPHAN, Retention.forever().withQuarantine(Duration.ZERO))));

    @Test
    void ten_urls_of_which_three_are_broken_give_ten_answers_and_seven_deletes() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            urls.add(url(world.upload(World.KEPT)));
        }
        urls.addAll(3, List.of("not a url", "", "https://elsewhere.example/x.png"));

        List<Release> answers = world.media.releaseUrls(World.USER, urls);
        world.runDue();

        assertThat(answers).extracting(Release::url).containsExactlyElementsOf(urls);
        assertThat(answers).filteredOn(Release.Recorded.class::isInstance).hasSize(7);
        assertThat(answers.get(3)).isInstanceOf(Release.Unresolved.class);
        assertThat(answers.get(4)).isInstanceOf(Release.Unresolved.class);
        assertThat(answers.get(5)).isInstanceOf(Release.Foreign.class);
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void a_thousand_deletes_that_are_due_together_are_one_request() {
        List<AssetId> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(world.upload(World.KEPT).id());
        }
        world.media.release(ids);
        world.runDue();

        assertThat(world.storage.calls(Operation.DELETE)).isEqualTo(1);
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "DENIED", "UNAVAILABLE", "OUTCOME_UNKNOWN"})
    void a_blob_that_a_store_cannot_bear_holds_up_no_other(ErrorKind thrown) {
        List<AssetId> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(world.upload(World.KEPT).id());
        }
        Asset poison = world.media.asset(ids.get(123)).orElseThrow();
        world.storage.onEveryCall(
                Operation.DELETE, new Fault.WheneverAskedOf(poison.location(), new Fault.Before(thrown)));
        world.media.release(ids);
        world.runDue();
        // By chance it is in so many first halves that it passes for an outage; the few beside it are tried again then.
        world.clock.advance(Duration.ofMinutes(2));
        world.runDue();

        assertThat(world.told(MediaEvent.AssetDeleted.class)).hasSize(299);
        assertThat(world.has(poison)).isTrue();
        assertThat(world.storage.calls(Operation.DELETE)).as("requests").isLessThan(50);
    }

    @Test
    void a_store_that_is_out_of_order_is_not_asked_about_each_blob() {
        List<AssetId> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(world.upload(World.KEPT).id());
        }
        world.storage.onEveryCall(Operation.DELETE, new Fault.Before(ErrorKind.UNAVAILABLE));
        world.storage.onEveryCall(Operation.STAT, new Fault.Before(ErrorKind.UNAVAILABLE));
        world.media.release(ids);
        int before = world.storage.calls(Operation.STAT);
        world.runDue();

        assertThat(world.storage.calls(Operation.DELETE)).isLessThan(15);
        assertThat(world.storage.calls(Operation.STAT) - before).isLessThan(15);
        world.storage.heal();
        world.live(Duration.ofDays(1));
        assertThat(world.blobs.list("media", "", null).blobs()).isEmpty();
    }

    @Test
    void releases_all_that_it_is_given_or_none() {
        Asset known = world.upload(World.KEPT);
        AssetId unknown = new AssetId(new UUID(0, 404));

        assertThatThrownBy(() -> world.media.release(List.of(known.id(), unknown)))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ASSET_NOT_FOUND));
        world.media.release(List.of());
        world.live(Duration.ofDays(30));

        assertThat(world.has(known)).isTrue();
    }

    @Test
    void a_record_without_urls_asks_the_store_nothing() {
        assertThat(world.media.releaseUrls(World.USER, List.of())).isEmpty();
        world.runDue();

        assertThat(world.storage.journal()).isEmpty();
    }

    @Test
    void an_update_releases_what_the_record_no_longer_names() {
        Asset a = world.upload(World.KEPT);
        Asset b = world.upload(World.KEPT);
        Asset c = world.upload(World.KEPT);
        Asset d = world.upload(World.KEPT);

        world.media.replaceUrls(World.USER, List.of(url(a), url(b), url(c)), List.of(url(b), url(d)));
        world.runDue();

        assertThat(List.of(a, b, c, d)).extracting(world::has).containsExactly(false, true, false, true);
    }

    @Test
    void the_same_blob_under_another_spelling_stays() {
        Asset a = world.upload(World.KEPT);

        List<Release> answers = world.media.replaceUrls(World.USER, List.of(url(a)), List.of(url(a) + "?tr=w-100"));
        world.runDue();

        assertThat(answers).hasOnlyElementsOfType(Release.StillUsed.class);
        assertThat(world.has(a)).isTrue();
    }

    @Test
    void another_owners_blob_is_protected() {
        Asset a = world.upload(World.KEPT);

        List<Release> answers = world.media.releaseUrls("user-2", List.of(url(a)));
        world.runDue();

        assertThat(answers).hasOnlyElementsOfType(Release.Protected.class);
        assertThat(world.has(a)).isTrue();
    }

    @Test
    void releasing_what_is_gone_is_fine() {
        Asset a = world.upload(World.KEPT);
        world.media.releaseUrls(World.USER, List.of(url(a)));
        world.runDue();

        assertThat(world.media.releaseUrls(World.USER, List.of(url(a))))
                .hasOnlyElementsOfType(Release.AlreadyGone.class);
    }

    @Test
    void a_blob_from_before_the_library_leaves_only_if_it_lies_in_its_owners_folder() {
        BlobLocation mine = world.plant(World.USER + "/old/1.png");
        BlobLocation unknown = world.plant("shared/1.png");

        List<Release> answers = world.media.releaseUrls(
                World.USER,
                List.of(
                        world.blobs.publicUrl(mine).toString(),
                        world.blobs.publicUrl(unknown).toString()));
        world.runDue();

        assertThat(answers.get(0)).isInstanceOf(Release.Recorded.class);
        assertThat(answers.get(1)).isInstanceOf(Release.Protected.class);
        assertThat(world.has(mine)).isFalse();
        assertThat(world.has(unknown)).isTrue();
    }

    @Test
    void a_blob_that_another_record_refers_to_stays_until_both_are_gone() {
        Asset a = world.upload(World.KEPT);
        world.gallery.add(url(a));
        world.media.releaseUrls(World.USER, List.of(url(a)));
        world.runDue();
        assertThat(world.state(a)).isEqualTo(AssetState.ACTIVE);

        world.gallery.clear();
        world.media.releaseUrls(World.USER, List.of(url(a)));
        world.runDue();

        assertThat(world.has(a)).isFalse();
    }

    private String url(Asset asset) {
        return world.blobs.publicUrl(asset.location()).toString();
    }
}
