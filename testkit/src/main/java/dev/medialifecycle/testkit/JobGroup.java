package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.OPENED;
import static dev.medialifecycle.testkit.Samples.VENDOR;
import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.job;
import static dev.medialifecycle.testkit.Samples.jobId;
import static dev.medialifecycle.testkit.Samples.output;
import static dev.medialifecycle.testkit.Samples.vendorJobId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A vendor's id belongs to one job, and a job that has not ended pins what it has. */
abstract class JobGroup extends RepositoryGroup {
    JobGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void stores_every_field() {
        Job full = new Job(
                jobId(2),
                "owner \u00e4",
                VENDOR,
                Set.of(assetId(1), assetId(2), assetId(3)),
                vendorJobId("id \u00e4/\ud83d\ude00"),
                JobStatus.FAILED,
                "vendor's words",
                new JobReport(Duration.ofNanos(1_234_567_000), "100 %\n\u00e4 \ud83d\ude00"),
                List.of(output(0).kept(assetId(4)), output(1).lost("gone"), output(2)),
                NOW,
                NOW.plusSeconds(1),
                NOW.plusSeconds(2),
                5);

        run(tx -> {
            tx.jobs().insert(job(1));
            tx.jobs().insert(full);
        });

        assertThat(find(jobId(1))).contains(job(1));
        assertThat(find(jobId(2))).contains(full);
        assertThat(find(tx -> tx.jobs().find(vendorJobId("id \u00e4/\ud83d\ude00"))))
                .contains(full);
    }

    @Test
    void stores_every_status() {
        for (JobStatus status : JobStatus.values()) {
            Job job = job(1 + status.ordinal()).moved(status, List.of());
            run(tx -> tx.jobs().insert(job));
            assertThat(find(job.id())).contains(job);
        }
    }

    @Test
    void finds_nothing_under_unknown_ids() {
        assertThat(find(jobId(1))).isEmpty();
        assertThat(find(tx -> tx.jobs().find(vendorJobId("one")))).isEmpty();
    }

    @Test
    void refuses_a_taken_id() {
        run(tx -> tx.jobs().insert(job(1)));

        assertConflict(() -> run(tx -> tx.jobs().insert(job(1, assetId(1)))));

        assertThat(find(jobId(1))).contains(job(1));
    }

    @Test
    void refuses_a_taken_id_of_the_vendors() {
        run(tx -> {
            tx.jobs().insert(job(1).startedAs(vendorJobId("one")));
            tx.jobs().insert(job(2));
        });

        assertConflict(() -> run(tx -> tx.jobs().insert(job(3).startedAs(vendorJobId("one")))));
        assertConflict(() -> run(tx -> tx.jobs().update(job(2).startedAs(vendorJobId("one")))));

        assertThat(find(jobId(3))).isEmpty();
        assertThat(find(jobId(2))).contains(job(2));
        assertThat(find(tx -> tx.jobs().find(vendorJobId("one")))).map(Job::id).contains(jobId(1));
    }

    @Test
    void tells_the_vendors_ids_apart_byte_for_byte() {
        Job other = otherVendors(4, "one");
        run(tx -> {
            tx.jobs().insert(job(1).startedAs(vendorJobId("one")));
            tx.jobs().insert(job(2).startedAs(vendorJobId("One")));
            tx.jobs().insert(job(3).startedAs(vendorJobId("one ")));
            tx.jobs().insert(other);
        });

        assertThat(find(tx -> tx.jobs().find(vendorJobId("One")))).map(Job::id).contains(jobId(2));
        assertThat(find(tx -> tx.jobs().find(new VendorJobId("other", "one")))).contains(other);
    }

    private static Job otherVendors(int number, String id) {
        Job plain = job(number);
        return new Job(
                plain.id(),
                plain.owner(),
                "other",
                plain.inputs(),
                new VendorJobId("other", id),
                plain.status(),
                null,
                JobReport.none(),
                List.of(),
                plain.openedAt(),
                plain.deadline(),
                null,
                0);
    }

    @Test
    void gives_an_id_of_the_vendors_free_with_the_job_that_had_it() {
        run(tx -> {
            tx.jobs().insert(job(1).startedAs(vendorJobId("one")));
            tx.jobs().insert(job(2).startedAs(vendorJobId("two")));
        });
        run(tx -> tx.jobs().update(job(1).startedAs(vendorJobId("one again"))));
        run(tx -> tx.jobs().remove(jobId(2)));

        assertThat(find(tx -> tx.jobs().find(vendorJobId("one")))).isEmpty();
        assertThat(find(tx -> tx.jobs().find(vendorJobId("two")))).isEmpty();
        run(tx -> tx.jobs().insert(job(3).startedAs(vendorJobId("one"))));
        run(tx -> tx.jobs().insert(job(4).startedAs(vendorJobId("two"))));
    }

    @Test
    void updates_all_that_may_change() {
        run(tx -> tx.jobs().insert(job(1, assetId(1)).moved(JobStatus.KEEPING, List.of(output(0), output(1)))));
        Job changed = new Job(
                jobId(1),
                job(1).owner(),
                VENDOR,
                Set.of(assetId(1)),
                vendorJobId("one"),
                JobStatus.SUCCEEDED,
                "half of it",
                new JobReport(null, "half done"),
                List.of(output(0).kept(assetId(2)), output(1).lost("gone"), output(2)),
                OPENED,
                NOW,
                NOW.plusSeconds(1),
                0);

        Job answered = ask(tx -> tx.jobs().update(changed));
        assertThat(answered).isEqualTo(changed.atVersion(1));
        assertThat(find(jobId(1))).contains(answered);

        JobReport told = new JobReport(Duration.ofSeconds(3), null);
        Job again = ask(tx -> tx.jobs().update(answered.reported(told).moved(JobStatus.PROCESSING, List.of())));
        assertThat(find(jobId(1))).contains(again);
        assertThat(again.report()).isEqualTo(told);
        assertThat(again.version()).isEqualTo(2);
    }

    @Test
    void never_changes_owner_inputs_and_time_of_opening() {
        Job stored = job(1, assetId(1));
        run(tx -> tx.jobs().insert(stored));
        Job forged = new Job(
                jobId(1),
                "thief",
                VENDOR,
                Set.of(assetId(2)),
                null,
                stored.status(),
                null,
                JobReport.none(),
                List.of(),
                NOW,
                stored.deadline(),
                null,
                0);

        run(tx -> tx.jobs().update(forged));

        assertThat(find(jobId(1))).contains(stored.atVersion(1));
        assertThat(list(tx -> tx.jobs().using(assetId(2)))).isEmpty();
    }

    @Test
    void refuses_an_update_of_a_row_that_changed_since_or_is_gone() {
        run(tx -> tx.jobs().insert(job(1)));
        Job moved = ask(tx -> tx.jobs().update(job(1).moved(JobStatus.KEEPING, List.of(output(0)))));

        assertStale(() -> run(tx -> tx.jobs().update(job(1).ended(JobStatus.EXPIRED, null, NOW))));
        assertStale(() -> run(tx -> tx.jobs().update(job(2))));

        assertThat(find(jobId(1))).contains(moved);
    }

    @Test
    void pins_the_inputs_and_kept_outputs_of_jobs_that_have_not_ended() {
        run(tx -> {
            tx.jobs().insert(job(1, assetId(1), assetId(2)));
            tx.jobs()
                    .insert(job(2, assetId(2))
                            .moved(JobStatus.KEEPING, List.of(output(0).kept(assetId(3)), output(1))));
            tx.jobs()
                    .insert(job(3, assetId(4), assetId(2))
                            .moved(JobStatus.KEEPING, List.of(output(0).kept(assetId(5))))
                            .ended(JobStatus.SUCCEEDED, null, NOW));
        });

        List<Integer> asked = List.of(1, 2, 3, 4, 5, 6);
        assertThat(set(tx ->
                        tx.jobs().pinned(asked.stream().map(Samples::assetId).toList())))
                .containsExactlyInAnyOrder(assetId(1), assetId(2), assetId(3));
        assertThat(set(tx -> tx.jobs().pinned(List.of(assetId(3), assetId(3), assetId(4)))))
                .containsExactly(assetId(3));
        assertThat(set(tx -> tx.jobs().pinned(List.of()))).isEmpty();
    }

    @Test
    void lets_go_of_what_it_pinned_when_the_job_ends() {
        run(tx -> tx.jobs().insert(job(1, assetId(1))));

        run(tx -> tx.jobs().update(job(1, assetId(1)).ended(JobStatus.CANCELED, null, NOW)));

        assertThat(set(tx -> tx.jobs().pinned(List.of(assetId(1))))).isEmpty();
    }

    @Test
    void finds_the_jobs_that_use_an_input_in_any_state() {
        Job running = job(1, assetId(1), assetId(2));
        Job ended = job(2, assetId(1)).ended(JobStatus.FAILED, "why", NOW);
        run(tx -> {
            tx.jobs().insert(running);
            tx.jobs().insert(ended);
            tx.jobs()
                    .insert(job(3, assetId(3))
                            .moved(JobStatus.KEEPING, List.of(output(0).kept(assetId(1)))));
        });

        assertThat(list(tx -> tx.jobs().using(assetId(1)))).containsExactlyInAnyOrder(running, ended);
    }

    @Test
    void lists_the_jobs_that_ended_before() {
        run(tx -> {
            tx.jobs().insert(job(1).ended(JobStatus.FAILED, null, NOW.minusNanos(1_000)));
            tx.jobs().insert(job(2).ended(JobStatus.FAILED, null, NOW));
            tx.jobs().insert(job(3));
        });

        assertThat(page(NOW, null, 10)).extracting(Job::id).containsExactly(jobId(1));
    }

    @Test
    void pages_through_ended_jobs_in_the_order_of_ids_as_text() {
        run(tx -> {
            for (int number = 1; number <= 25; number++) {
                tx.jobs().insert(job(number, assetId(number)).ended(JobStatus.FAILED, null, NOW));
            }
        });

        List<Job> all = new ArrayList<>();
        JobId after = null;
        for (List<Job> page = page(NOW.plusSeconds(1), after, 7);
                !page.isEmpty();
                page = page(NOW.plusSeconds(1), after, 7)) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            all.addAll(page);
            after = page.get(page.size() - 1).id();
        }

        assertThat(all)
                .hasSize(25)
                .isSortedAccordingTo(Comparator.comparing(job -> job.id().toString()));
        assertThat(all).allSatisfy(job -> assertThat(job.inputs()).hasSize(1));
    }

    @Test
    void forgets_a_job_with_its_inputs_and_outputs() {
        run(tx -> tx.jobs()
                .insert(job(1, assetId(1))
                        .moved(JobStatus.KEEPING, List.of(output(0).kept(assetId(2))))));

        run(tx -> tx.jobs().remove(jobId(1)));
        run(tx -> tx.jobs().remove(jobId(1)));

        assertThat(find(jobId(1))).isEmpty();
        assertThat(list(tx -> tx.jobs().using(assetId(1)))).isEmpty();
        assertThat(set(tx -> tx.jobs().pinned(List.of(assetId(1), assetId(2))))).isEmpty();
        run(tx -> tx.jobs().insert(job(1)));
        assertThat(find(jobId(1))).contains(job(1));
    }

    private Optional<Job> find(JobId id) {
        return ask(tx -> tx.jobs().find(id));
    }

    private List<Job> page(Instant endedBefore, @Nullable JobId after, int limit) {
        return ask(tx -> tx.jobs().ended(endedBefore, after, limit));
    }
}
