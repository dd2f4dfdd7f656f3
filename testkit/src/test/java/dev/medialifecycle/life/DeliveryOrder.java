package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.Keeping;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.StoredDelivery;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One random life of five jobs whose vendor tells of them in any order, as often as it likes, until it is answered. */
final class DeliveryOrder {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String OUTPUT = Pictures.dataUri(2);

    /** What the vendor tells of each job; of the last one it tells two ends, of which the first to be stored counts. */
    private static final Map<String, List<String>> NEWS = Map.of(
            "p1", List.of("starting", "processing", "succeeded " + OUTPUT),
            "p2", List.of("processing", "failed"),
            "p3", List.of("starting", "processing", "canceled"),
            "p4", List.of("processing", "processing", "succeeded " + OUTPUT + " " + OUTPUT),
            "p5", List.of("processing", "succeeded " + OUTPUT, "failed"));

    private static final int DELIVERIES =
            NEWS.values().stream().mapToInt(List::size).sum();

    private final SeededRandom random;
    private final boolean isMortal;
    private final Keeping keeping;
    private final ManualClock clock = ManualClock.at(World.START);
    private final MemoryStorage blobs = new MemoryStorage("store", Set.of("media"), clock);
    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final Map<String, JobId> jobs = new HashMap<>();
    private final Map<JobId, List<JobStatus>> ends = new HashMap<>();
    private final Map<JobId, JobStatus> firstEnds = new HashMap<>();
    private MediaLifecycle media;
    private int kills;
    private int polls;

    DeliveryOrder(SeededRandom random) {
        this.random = random;
        this.isMortal = random.below(2) == 0;
        this.keeping = random.below(4) == 0 ? Keeping.AT_ONCE : Keeping.ON_DEMAND;
        this.media = process(false);
    }

    /** A step that is taken again, later, if it did not come to its end. */
    private interface Step {
        /** False if it must be taken again. */
        boolean take();
    }

    void live() {
        List<Step> steps = steps();
        Collections.shuffle(steps, new Random(random.seed()));
        while (!steps.isEmpty()) {
            Step step = steps.remove(0);
            if (!survives(step)) {
                steps.add(random.below(steps.size() + 1), step);
            }
            firstEndStands();
        }
        settle();
        check();
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        NEWS.forEach((job, news) -> {
            steps.add(() -> open(job));
            for (int number = 0; number < news.size(); number++) {
                WebhookDelivery delivery = Acme.delivery(job + "-" + number, job + " " + news.get(number));
                Step attempt = () -> media.receive(delivery).httpStatus() == 200;
                steps.addAll(Collections.nCopies(1 + random.below(3), attempt));
            }
        });
        for (int pause = 0; pause < 12; pause++) {
            Duration time = random.pick(List.of(
                    Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(6), Duration.ofMinutes(16)));
            int limit = random.pick(List.of(1, 3, 100));
            steps.add(() -> {
                clock.advance(time);
                media.runDue(limit);
                return true;
            });
        }
        return steps;
    }

    /** A host that died here looks for its job before it opens another. */
    private boolean open(String name) {
        VendorJobId vendorId = new VendorJobId(Acme.NAME, name);
        if (!jobs.containsKey(name)) {
            jobs.put(name, media.openJob(World.USER, Acme.NAME, Set.of()).id());
        }
        media.jobStarted(jobs.get(name), vendorId);
        return true;
    }

    private boolean survives(Step step) {
        try {
            return step.take();
        } catch (Mortal.Killed e) {
            kills++;
            media = process(random.below(4) == 0);
            return false;
        }
    }

    private MediaLifecycle process(boolean livesForEver) {
        Mortal mortal = isMortal && !livesForEver ? new Mortal(1 + random.below(120)) : Mortal.immortal();
        return MediaLifecycle.builder()
                .storage(mortal.storage(blobs, Mortal.noPuts()))
                .repository(mortal.repository(repository))
                .uploads(
                        AssetRole.OUTPUT,
                        UploadPolicy.images("store", "media", KeyTemplate.of("{owner}/saved/{uuid}.{ext}")))
                .vendor(asked(mortal))
                .noReferences()
                .keepOutputs(keeping)
                .httpClient(CLIENT)
                .fetch(FetchPolicy.usual())
                .spool(Path.of("target", "spool"))
                .listener(this::told)
                .clock(clock)
                .build();
    }

    private Vendor asked(Mortal mortal) {
        Vendor acme = Acme.vendor();
        return new Vendor(
                acme.name(),
                acme.verifier(),
                acme.decoder(),
                job -> {
                    mortal.step();
                    polls++;
                    return truth(acme, job);
                },
                acme.outputs(),
                acme.patience());
    }

    /** What the vendor knows by now: often that it works, sometimes how it ended. */
    private Optional<JobEvent> truth(Vendor acme, VendorJobId job) {
        List<String> news = NEWS.get(job.id());
        String word = random.below(2) == 0 ? "processing" : news.get(news.size() - 1);
        return acme.decoder().decode(Acme.delivery("answer", job.id() + " " + word));
    }

    private void told(MediaEvent event) {
        Job ended = event instanceof MediaEvent.JobSucceeded succeeded
                ? succeeded.job()
                : event instanceof MediaEvent.JobFailed failed ? failed.job() : null;
        if (ended != null) {
            ends.computeIfAbsent(ended.id(), none -> new ArrayList<>()).add(ended.status());
        }
    }

    private Optional<Job> job(String name) {
        return repository.inNewTransaction(tx -> tx.jobs().find(new VendorJobId(Acme.NAME, name)));
    }

    /** Once a job has ended, nothing changes how. */
    private void firstEndStands() {
        for (String name : NEWS.keySet()) {
            job(name).filter(job -> !job.status().precedes(JobStatus.KEEPING)).ifPresent(job -> {
                JobStatus end = job.status() == JobStatus.KEEPING ? JobStatus.SUCCEEDED : job.status();
                assertThat(firstEnds.computeIfAbsent(job.id(), none -> end)).isEqualTo(end);
            });
        }
    }

    /** Nobody dies any more, and everybody does what is due. */
    private void settle() {
        media = process(true);
        for (int round = 0; round < 4; round++) {
            clock.advance(Duration.ofMinutes(20));
            media.runDue(10_000);
            firstEndStands();
        }
    }

    private void check() {
        assertThat(status("p1")).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(status("p2")).isEqualTo(JobStatus.FAILED);
        assertThat(status("p3")).isEqualTo(JobStatus.CANCELED);
        assertThat(status("p4")).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(status("p5")).isIn(JobStatus.SUCCEEDED, JobStatus.FAILED);
        assertThat(job("p2").orElseThrow().failure()).isEqualTo("out of memory");
        for (String name : NEWS.keySet()) {
            Job job = job(name).orElseThrow();
            assertThat(job.outputs()).hasSize(job.status() == JobStatus.SUCCEEDED ? outputs(name) : 0);
            job.outputs().forEach(this::isKept);
            List<JobStatus> told = ends.getOrDefault(job.id(), List.of());
            assertThat(Set.copyOf(told)).as("ends told of " + name).containsExactly(job.status());
            assertThat(told).hasSizeLessThanOrEqualTo(1 + kills);
        }
        inboxIsWhole();
    }

    private static int outputs(String name) {
        return name.equals("p4") ? 2 : 1;
    }

    private JobStatus status(String name) {
        return job(name).orElseThrow().status();
    }

    private void isKept(JobOutput output) {
        if (keeping == Keeping.ON_DEMAND) {
            assertThat(output.isOpen()).isTrue();
            return;
        }
        repository.inNewTransaction(tx -> {
            var asset = tx.assets().find(output.asset()).orElseThrow();
            assertThat(asset.state()).isEqualTo(AssetState.ACTIVE);
            assertThat(blobs.stat(asset.location())).isPresent();
            return asset;
        });
    }

    /** Each delivery is there once, and dealt with; of the two ends of a job, one was refused. */
    private void inboxIsWhole() {
        List<StoredDelivery> applied = in(DeliveryState.APPLIED);
        List<StoredDelivery> ignored = in(DeliveryState.IGNORED);
        assertThat(applied).hasSize(DELIVERIES - 1);
        assertThat(ignored)
                .singleElement()
                .extracting(StoredDelivery::vendorDeliveryId)
                .asString()
                .startsWith("p5-");
        assertThat(in(DeliveryState.PARKED)).isEmpty();
        assertThat(in(DeliveryState.DEAD)).isEmpty();
    }

    private List<StoredDelivery> in(DeliveryState state) {
        return repository.inNewTransaction(tx -> tx.deliveries().in(state, 100));
    }

    int kills() {
        return kills;
    }

    int polls() {
        return polls;
    }
}
