package dev.medialifecycle.testkit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One way each to be a wrong repository, and the promise that it breaks. */
enum RepositoryFlaw {
    NONE("no promise at all"),
    RUNS_ACTIONS_BEFORE_THE_COMMIT("runs_an_action_when_the_commit_is_durable") {
        @Override
        Transaction spoil(Transaction tx) {
            return with(tx, "afterCommit", arguments -> {
                ((Runnable) arguments[0]).run();
                return null;
            });
        }
    },
    IGNORES_THE_VERSION("refuses_an_update_of_a_row_that_changed_since") {
        @Override
        Transaction spoil(Transaction tx) {
            Assets assets = tx.assets();
            return with(
                    tx,
                    "assets",
                    none -> Spoiled.of(Assets.class, assets)
                            .with("update", arguments -> {
                                if (arguments[0] instanceof Asset asset) {
                                    return assets.update(atPresent(assets, asset));
                                }
                                return assets.update(((List<?>) arguments[0])
                                        .stream()
                                                .map(asset -> atPresent(assets, (Asset) asset))
                                                .toList());
                            })
                            .made());
        }
    },
    FREES_THE_LOCATION_OF_WHAT_IS_DELETED("refuses_a_location_whose_asset_is_deleted") {
        @Override
        Transaction spoil(Transaction tx) {
            Assets assets = tx.assets();
            return with(
                    tx,
                    "assets",
                    none -> Spoiled.of(Assets.class, assets)
                            .with("insert", arguments -> {
                                Asset asset = (Asset) arguments[0];
                                assets.at(List.of(asset.location())).stream()
                                        .filter(old -> old.state() == AssetState.DELETED)
                                        .forEach(old -> assets.remove(old.id()));
                                assets.insert(asset);
                                return null;
                            })
                            .made());
        }
    },
    BEGINS_VERSIONS_ANEW("lets_two_rows_change_places_in_one_transaction") {
        @Override
        Transaction spoil(Transaction tx) {
            Assets assets = tx.assets();
            return with(
                    tx,
                    "assets",
                    none -> Spoiled.of(Assets.class, assets)
                            .with("insert", arguments -> {
                                assets.insert(((Asset) arguments[0]).atVersion(0));
                                return null;
                            })
                            .made());
        }
    },
    COMPARES_KEYS_WITHOUT_CASE("tells_locations_apart_that_differ_in_one_byte") {
        @Override
        @SuppressWarnings("unchecked")
        Transaction spoil(Transaction tx) {
            Assets assets = tx.assets();
            return with(
                    tx,
                    "assets",
                    none -> Spoiled.of(Assets.class, assets)
                            .with("at", arguments -> {
                                List<BlobLocation> asked = new ArrayList<>((Collection<BlobLocation>) arguments[0]);
                                asked.addAll(asked.stream()
                                        .map(RepositoryFlaw::inUpperCase)
                                        .toList());
                                return assets.at(asked);
                            })
                            .made());
        }
    },
    PINS_FOR_EVER("lets_go_of_what_it_pinned_when_the_job_ends") {
        @Override
        Transaction spoil(Transaction tx) {
            return with(
                    tx,
                    "jobs",
                    none -> Spoiled.of(Jobs.class, tx.jobs())
                            .with("pinned", arguments -> Set.copyOf((Collection<?>) arguments[0]))
                            .made());
        }
    },
    STORES_A_DELIVERY_TWICE("stores_a_delivery_for_exactly_one_of_many") {
        @Override
        Transaction spoil(Transaction tx) {
            return with(
                    tx,
                    "deliveries",
                    none -> Spoiled.of(Deliveries.class, tx.deliveries())
                            .with("insert", arguments -> {
                                tx.deliveries().insert((StoredDelivery) arguments[0]);
                                return true;
                            })
                            .made());
        }
    },
    LISTS_PARKED_DELIVERIES_NEWEST_FIRST("lists_the_parked_ones_of_a_job_oldest_first") {
        @Override
        Transaction spoil(Transaction tx) {
            return with(
                    tx,
                    "deliveries",
                    none -> Spoiled.of(Deliveries.class, tx.deliveries())
                            .with("parked", arguments -> {
                                List<StoredDelivery> parked =
                                        new ArrayList<>(tx.deliveries().parked((VendorJobId) arguments[0]));
                                Collections.reverse(parked);
                                return parked;
                            })
                            .made());
        }
    },
    LEASES_AN_ENTRY_TWICE("hands_each_entry_to_exactly_one_worker") {
        @Override
        Transaction spoil(Transaction tx) {
            return with(
                    tx,
                    "outbox",
                    none -> Spoiled.of(Outbox.class, tx.outbox())
                            .with(
                                    "lease",
                                    arguments -> tx.outbox()
                                            .lease((Lane) arguments[0], (Instant) arguments[1], Duration.ZERO, (int)
                                                    arguments[3]))
                            .made());
        }
    },
    LETS_ANYBODY_SETTLE("changes_nothing_for_a_worker_whose_lease_has_passed_to_another") {
        private final Map<UUID, OutboxEntry> present = new HashMap<>();

        @Override
        Transaction spoil(Transaction tx) {
            return with(
                    tx,
                    "outbox",
                    none -> Spoiled.of(Outbox.class, tx.outbox())
                            .with("lease", arguments -> {
                                List<OutboxEntry> leased = tx.outbox()
                                        .lease(
                                                (Lane) arguments[0],
                                                (Instant) arguments[1],
                                                (Duration) arguments[2],
                                                (int) arguments[3]);
                                leased.forEach(entry -> present.put(entry.id(), entry));
                                return leased;
                            })
                            .with("settle", arguments -> {
                                @SuppressWarnings("unchecked")
                                Collection<OutboxEntry> late = (Collection<OutboxEntry>) arguments[0];
                                return tx.outbox()
                                        .settle(late.stream()
                                                .map(entry -> present.getOrDefault(entry.id(), entry))
                                                .toList());
                            })
                            .made());
        }
    },
    REPLACES_A_MARK_WHATEVER_IT_IS("replaces_a_mark_only_if_it_is_as_expected") {
        @Override
        Transaction spoil(Transaction tx) {
            Marks marks = tx.marks();
            return with(
                    tx,
                    "marks",
                    none -> Spoiled.of(Marks.class, marks)
                            .with("replace", arguments -> {
                                String name = (String) arguments[0];
                                return marks.replace(name, marks.find(name).orElse(null), (String) arguments[2]);
                            })
                            .made());
        }
    },
    REPLACES_A_MARK_FOR_EVERYBODY("replaces_a_mark_for_exactly_one_of_many_who_expect_the_same") {
        private final Map<String, String> asked = new HashMap<>();

        @Override
        Transaction spoil(Transaction tx) {
            Marks marks = tx.marks();
            return with(
                    tx,
                    "marks",
                    none -> Spoiled.of(Marks.class, marks)
                            .with("replace", arguments -> {
                                String question = arguments[0] + " " + arguments[1];
                                boolean isRepeated = question.equals(asked.put("last", question));
                                return marks.replace(
                                                (String) arguments[0], (String) arguments[1], (String) arguments[2])
                                        || isRepeated;
                            })
                            .made());
        }
    },
    FORGETS_TO_ROLL_BACK("leaves_no_trace_of_work_that_throws") {
        @Override
        <T> T run(JobRepository honest, Function<? super Transaction, ? extends T> work) {
            List<RuntimeException> thrown = new ArrayList<>();
            T answer = honest.inNewTransaction(tx -> {
                try {
                    return work.apply(tx);
                } catch (RuntimeException e) {
                    thrown.add(e);
                    return null;
                }
            });
            if (!thrown.isEmpty()) {
                throw thrown.get(0);
            }
            return answer;
        }
    },
    WRAPS_WHAT_THE_WORK_THROWS("rethrows_what_the_work_threw_as_it_is") {
        @Override
        <T> T run(JobRepository honest, Function<? super Transaction, ? extends T> work) {
            try {
                return honest.inNewTransaction(work);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("wrapped", e);
            }
        }
    },
    RUNS_ACTIONS_AFTER_A_ROLLBACK("never_runs_an_action_after_a_rollback") {
        @Override
        <T> T run(JobRepository honest, Function<? super Transaction, ? extends T> work) {
            List<Runnable> actions = new ArrayList<>();
            try {
                return honest.inNewTransaction(tx -> work.apply(with(tx, "afterCommit", arguments -> {
                    actions.add((Runnable) arguments[0]);
                    return null;
                })));
            } finally {
                actions.forEach(Runnable::run);
            }
        }
    };

    private final String brokenPromise;

    RepositoryFlaw(String brokenPromise) {
        this.brokenPromise = brokenPromise;
    }

    String brokenPromise() {
        return brokenPromise;
    }

    /** An empty repository with this flaw and no other. */
    JobRepository made() {
        JobRepository honest = new MemoryJobRepository();
        return new JobRepository() {
            @Override
            public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
                return run(honest, work);
            }

            @Override
            public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
                return run(honest, work);
            }
        };
    }

    <T> T run(JobRepository honest, Function<? super Transaction, ? extends T> work) {
        return honest.inNewTransaction(tx -> work.apply(spoil(tx)));
    }

    Transaction spoil(Transaction tx) {
        return tx;
    }

    static Transaction with(Transaction tx, String method, Function<Object[], Object> replacement) {
        return Spoiled.of(Transaction.class, tx).with(method, replacement).made();
    }

    private static Asset atPresent(Assets assets, Asset asset) {
        return asset.atVersion(assets.find(asset.id()).map(Asset::version).orElse(asset.version()));
    }

    private static BlobLocation inUpperCase(BlobLocation location) {
        return new BlobLocation(
                location.provider(), location.bucket(), location.key().toUpperCase(Locale.ROOT));
    }
}
