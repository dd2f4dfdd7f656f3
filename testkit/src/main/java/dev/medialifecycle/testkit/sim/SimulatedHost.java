package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.webhook.WebhookReply;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An application that keeps to the documented rules: it refers only to what is in use at that moment, in a transaction that
 * takes less than a day, and never to a role without quarantine; a blob that it stores by itself is referred to within the hour.
 */
final class SimulatedHost {
    private static final List<String> USERS = List.of("user-1", "user-2");

    private record Planted(BlobLocation location, Instant until) {}

    private final SimulatedWorld world;
    private final SeededRandom random;
    private final HostTables tables;
    private final List<AssetId> assets = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private final List<SimulatedVendor.Order> untied = new ArrayList<>();
    private final List<Planted> planted = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int plants;

    SimulatedHost(SimulatedWorld world, SeededRandom random) {
        this.world = world;
        this.random = random;
        this.tables = new HostTables(world, random);
    }

    /** What was stored and not referred to in time never will be. */
    void timePassed() {
        planted.removeIf(blob -> world.clock().instant().isAfter(blob.until()));
    }

    void act(SimulatedNode node) {
        int what = random.below(52);
        if (what < 10) {
            upload(node);
        } else if (what < 13) {
            plant();
        } else if (what < 16) {
            referToPlanted(node);
        } else if (what < 23) {
            order(node);
        } else if (what < 25) {
            tie(node);
        } else if (what < 34) {
            deliver(node);
        } else if (what < 38) {
            saveOutput(node);
        } else if (what < 41) {
            refer(node);
        } else if (what < 46) {
            forget(node);
        } else if (what < 47) {
            replace(node);
        } else if (what < 49) {
            undo(node);
        } else {
            other(node);
        }
    }

    // ---- what users do

    private void upload(SimulatedNode node) {
        AssetRole role = random.pick(List.of(AssetRole.INPUT, SimulatedNode.BASE, SimulatedNode.KEPT));
        String owner = random.pick(USERS);
        say(node, "uploads " + role);
        if (role.equals(AssetRole.INPUT) || random.below(3) == 0) {
            assets.add(upload(node, owner, role).id());
            return;
        }
        boolean isRolledBack = random.below(6) == 0;
        inTransaction(node, tx -> {
            Asset asset = upload(node, owner, role);
            tables.write(tx, asset);
            assets.add(asset.id());
            if (isRolledBack) {
                throw new RolledBack();
            }
        });
    }

    private static Asset upload(SimulatedNode node, String owner, AssetRole role) {
        return node.media().upload(Upload.of(owner, role, new ByteArrayInputStream(Pictures.png())));
    }

    /** The user saves what a job made. */
    private void saveOutput(SimulatedNode node) {
        if (jobs.isEmpty()) {
            return;
        }
        Optional<Job> job = node.media().job(random.pick(jobs));
        if (job.isEmpty() || job.get().outputs().isEmpty()) {
            return;
        }
        JobOutput output = random.pick(job.get().outputs());
        say(node, "saves an output of " + world.history().name(job.get().id()));
        Asset asset = node.media().promote(job.get().id(), output.index());
        assets.add(asset.id());
        refer(node, asset.id());
    }

    private void refer(SimulatedNode node) {
        if (!assets.isEmpty()) {
            refer(node, anyAsset());
        }
    }

    private void refer(SimulatedNode node, AssetId id) {
        say(node, "refers to " + world.history().name(id));
        inTransaction(node, tx -> {
            node.media().publicUrl(id);
            node.media()
                    .asset(id)
                    .filter(asset -> !asset.role().equals(AssetRole.INPUT))
                    .ifPresent(asset -> tables.write(tx, asset));
        });
    }

    /** The user deletes a record, and the host lets go of what it named, or forgets to. */
    private void forget(SimulatedNode node) {
        Optional<HostRow> row = tables.anyRow();
        if (row.isEmpty()) {
            return;
        }
        int how = random.below(5);
        say(node, "deletes a record of " + world.history().name(row.get().target()));
        inTransaction(node, tx -> {
            tx.write(row.get().id(), null);
            if (how < 2) {
                node.media()
                        .asset(row.get().target())
                        .ifPresent(asset -> node.media().release(asset.id()));
            } else if (how < 4) {
                String url = tables.url(row.get().target());
                node.media().releaseUrls(random.pick(USERS), List.of(url));
            }
        });
    }

    /** The user changes a record: another picture in the place of the old one. */
    private void replace(SimulatedNode node) {
        Optional<HostRow> row = tables.anyRow();
        if (row.isEmpty() || assets.isEmpty()) {
            return;
        }
        AssetId id = anyAsset();
        say(node, "replaces " + world.history().name(row.get().target()));
        inTransaction(node, tx -> {
            String after = node.media().publicUrl(id).toString();
            Asset asset = node.media().asset(id).orElseThrow();
            if (!asset.role().equals(AssetRole.INPUT)) {
                tx.write(
                        row.get().id(), new HostRow(row.get().id(), HostRow.Table.GALLERY, after, asset.location(), 0));
                String before = tables.url(row.get().target());
                node.media().replaceUrls(asset.owner(), List.of(before), List.of(after));
            }
        });
    }

    private void undo(SimulatedNode node) {
        if (assets.isEmpty()) {
            return;
        }
        AssetId id = anyAsset();
        say(node, "restores " + world.history().name(id));
        inTransaction(node, tx -> {
            Asset asset = node.media().restore(id);
            if (!asset.role().equals(AssetRole.INPUT)) {
                tables.write(tx, asset);
            }
        });
    }

    // ---- blobs from outside the library

    private void plant() {
        String folder = random.pick(List.of("app/user-1/legacy/", "app/user-2/legacy/", "app/lost/", "others/"));
        BlobLocation location = new BlobLocation("store", SimulatedBucket.MEDIA, folder + plants++ + ".png");
        world.bucket().put(new PutRequest(location, SimulatedBucket.source(Pictures.png()), "image/png"));
        if (random.below(2) == 0) {
            planted.add(new Planted(location, world.clock().instant().plus(Duration.ofMinutes(30))));
        }
    }

    private void referToPlanted(SimulatedNode node) {
        if (planted.isEmpty()) {
            return;
        }
        BlobLocation location = planted.remove(random.below(planted.size())).location();
        say(node, "refers to what it stored, " + world.history().name(location));
        String url = tables.url(location);
        inTransaction(node, tx -> tables.write(tx, url, null, location));
    }

    // ---- jobs

    private void order(SimulatedNode node) {
        String owner = assets.isEmpty()
                ? random.pick(USERS)
                : node.media().asset(anyAsset()).map(Asset::owner).orElse(USERS.get(0));
        Set<AssetId> inputs = new HashSet<>();
        List<String> urls = new ArrayList<>();
        for (int count = random.below(4); count > 0 && !assets.isEmpty(); count--) {
            AssetId id = anyAsset();
            node.media().asset(id).filter(asset -> asset.owner().equals(owner)).ifPresent(asset -> {
                inputs.add(id);
                urls.add(tables.url(asset.location()));
            });
        }
        say(node, "opens a job");
        List<JobId> opened = new ArrayList<>();
        inTransaction(
                node,
                tx -> opened.add(node.media()
                        .openJob(owner, SimulatedVendor.NAME, inputs)
                        .id()));
        for (JobId job : opened) {
            jobs.add(job);
            SimulatedVendor.Order order = world.vendor().order(job, urls);
            if (random.below(3) == 0) {
                untied.add(order);
            } else {
                tie(node, order);
            }
        }
    }

    private void tie(SimulatedNode node) {
        if (!untied.isEmpty()) {
            tie(node, untied.remove(random.below(untied.size())));
        }
    }

    private void tie(SimulatedNode node, SimulatedVendor.Order order) {
        say(node, "learns the vendor's id of " + world.history().name(order.job()));
        try {
            node.media().jobStarted(order.job(), order.id());
        } catch (MediaLifecycleException e) {
            untied.add(order);
            throw e;
        }
    }

    private void deliver(SimulatedNode node) {
        List<SimulatedVendor.Order> orders = world.vendor().orders();
        if (!orders.isEmpty()) {
            SimulatedVendor.Order order = random.pick(orders);
            deliver(node, order, random.below(order.news().size()));
        }
    }

    private void deliver(SimulatedNode node, SimulatedVendor.Order order, int index) {
        say(node, "gets from the vendor: " + order.id().id() + "-" + index);
        WebhookReply reply = node.media().receive(order.delivery(index));
        world.history().add("answered " + reply.outcome());
        if (reply.httpStatus() / 100 == 2) {
            answered.add(order.id().id() + "-" + index);
            world.invariants().answered(order, index);
        }
    }

    private void other(SimulatedNode node) {
        switch (random.below(4)) {
            case 0 -> {
                say(node, "pauses or resumes");
                if (random.below(3) == 0) {
                    node.media().pause("a person said so");
                } else {
                    node.media().resume();
                }
            }
            case 1 -> retryGivenUp(node);
            case 2 -> {
                if (!assets.isEmpty()) {
                    AssetId id = anyAsset();
                    say(node, "releases " + world.history().name(id));
                    node.media().release(id);
                }
            }
            default -> {
                if (!jobs.isEmpty() && random.below(3) == 0) {
                    JobId id = random.pick(jobs);
                    if (random.below(2) == 0) {
                        say(node, "gives up " + world.history().name(id));
                        node.media().jobFailed(id, "the vendor never took it");
                    } else {
                        say(node, "cancels " + world.history().name(id));
                        node.media().cancelJob(id, "nobody wants it");
                    }
                }
            }
        }
    }

    // ---- what people do

    void retryGivenUp(SimulatedNode node) {
        say(node, "tries again what was given up");
        for (OutboxEntry entry : node.media().givenUp(100)) {
            node.media().retry(entry.id());
        }
    }

    /** Does everything that was left half done. */
    void settle(SimulatedNode node) {
        planted.clear();
        Consumer<Runnable> kindly = action -> {
            try {
                action.run();
            } catch (MediaLifecycleException e) {
                world.history().add("refused: " + e.code());
            }
        };
        node.begin();
        kindly.accept(() -> node.media().resume());
        kindly.accept(() -> node.media().acceptReferences("gallery"));
        kindly.accept(() -> node.media().acceptReferences("albums"));
        for (SimulatedVendor.Order order : List.copyOf(untied)) {
            kindly.accept(() -> node.media().jobStarted(order.job(), order.id()));
        }
        for (SimulatedVendor.Order order : world.vendor().orders()) {
            int last = order.news().size() - 1;
            if (!answered.contains(order.id().id() + "-" + last)) {
                kindly.accept(() -> deliver(node, order, last));
            }
        }
        kindly.accept(() -> retryGivenUp(node));
        node.end();
    }

    /** Any that the host knows, and often one that the library has in hand. */
    private AssetId anyAsset() {
        List<AssetId> touched = world.database().touched();
        AssetId hot = touched.isEmpty() ? random.pick(assets) : random.pick(touched);
        return random.below(3) == 0 && assets.contains(hot) ? hot : random.pick(assets);
    }

    private void inTransaction(SimulatedNode node, Consumer<SimulatedTransaction> work) {
        try {
            Object unused = node.hosting(tx -> {
                work.accept(tx);
                return Objects.requireNonNull(tx);
            });
        } catch (RolledBack e) {
            world.history().add("rolled back");
        }
    }

    private void say(SimulatedNode node, String what) {
        world.history().add(node.name() + " " + what);
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("The host changed its mind", null, false, false);
        }
    }
}
