package dev.medialifecycle.repository.jdbc;

import static dev.medialifecycle.repository.jdbc.Rows.NOW;
import static dev.medialifecycle.repository.jdbc.Rows.asset;
import static dev.medialifecycle.repository.jdbc.Rows.assetId;
import static dev.medialifecycle.repository.jdbc.Rows.delivery;
import static dev.medialifecycle.repository.jdbc.Rows.entry;
import static dev.medialifecycle.repository.jdbc.Rows.job;
import static dev.medialifecycle.repository.jdbc.Rows.jobId;
import static dev.medialifecycle.repository.jdbc.Rows.uuid;
import static dev.medialifecycle.repository.jdbc.Rows.vendorJobId;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.outbox.Lane;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.repository.Assets;
import dev.medialifecycle.repository.Deliveries;
import dev.medialifecycle.repository.Jobs;
import dev.medialifecycle.repository.Marks;
import dev.medialifecycle.repository.Outbox;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** No statement of the repository reads a whole table, once the tables are of some size. */
class PlansTest {
    private static final int MANY = 2_000;
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));
    /** How a plan names an index that it reads from end to end, no condition being added to the name. */
    private static final String WHOLE_INDEX = "/\\* PUBLIC\\.\\w+ \\*/";

    private static final Map<Server, HikariDataSource> FILLED = new EnumMap<>(Server.class);

    private static HikariDataSource filled(Server server) {
        return FILLED.computeIfAbsent(server, PlansTest::fill);
    }

    private static HikariDataSource fill(Server server) {
        // With so few rows PostgreSQL would often rather read them all; what counts is that it need not.
        HikariDataSource dataSource =
                server.fresh(server == Server.POSTGRESQL ? "&options=-c%20enable_seqscan=off" : "");
        Schema.migrate(dataSource);
        JdbcJobRepository.of(dataSource).inNewTransaction(tx -> {
            IntStream.rangeClosed(1, MANY).forEach(number -> {
                tx.assets().insert(asset(number));
                tx.jobs().insert(job(number));
                tx.deliveries().insert(delivery(number));
                tx.marks().put("mark-" + number, "value");
            });
            tx.outbox().add(IntStream.rangeClosed(1, MANY).mapToObj(Rows::entry).toList());
            tx.outbox().giveUp(tx.outbox().lease(Lane.PROMPT, LATER, Duration.ofDays(1), 500));
            return true;
        });
        Databases.execute(dataSource, "ANALYZE");
        return dataSource;
    }

    @AfterAll
    static void close() {
        FILLED.values().forEach(HikariDataSource::close);
    }

    @Test
    void finds_every_row_by_an_index_of_h2() {
        Plans plans = plansOfEverything(Server.H2);

        for (Map.Entry<String, String> plan : plans.bySql().entrySet()) {
            assertThat(plan.getValue())
                    .as(plan.getKey())
                    .doesNotContain("tableScan")
                    .doesNotContainPattern(WHOLE_INDEX);
        }
        assertThat(planOf(plans, "FOR UPDATE SKIP LOCKED"))
                .contains("ML_OUTBOX_TURN")
                .doesNotContain("ORDER BY");
        assertThat(planOf(plans, "ORDER BY state, id")).contains("ML_ASSET_STATE", "index sorted");
        assertThat(planOf(plans, "ORDER BY id")).contains("index sorted");
        assertThat(planOf(plans, "ORDER BY state, received_at DESC")).contains("ML_DELIVERY_STATE", "index sorted");
        assertThat(planOf(plans, "state = 'GIVEN_UP' ORDER BY")).contains("ML_OUTBOX_DUE", "index sorted");
        assertThat(planOf(plans, "ORDER BY state, lane")).contains("ML_OUTBOX_TURN", "index sorted");
    }

    @Test
    void finds_every_row_by_an_index_of_postgresql() {
        Plans plans = plansOfEverything(Server.POSTGRESQL);

        for (Map.Entry<String, String> plan : plans.bySql().entrySet()) {
            assertThat(plan.getValue()).as(plan.getKey()).doesNotContain("Seq Scan");
        }
        assertThat(planOf(plans, "FOR UPDATE SKIP LOCKED"))
                .contains("Index Scan using ml_outbox_turn")
                .doesNotContain("Sort");
        assertThat(planOf(plans, "ORDER BY state, id"))
                .contains("ml_asset_state")
                .doesNotContain("Sort");
        assertThat(planOf(plans, "ORDER BY state, received_at DESC"))
                .contains("ml_delivery_state")
                .doesNotContain("Sort");
        assertThat(planOf(plans, "state = 'GIVEN_UP' ORDER BY"))
                .contains("ml_outbox_given_up")
                .doesNotContain("Sort");
        assertThat(planOf(plans, "ORDER BY state, lane"))
                .contains("ml_outbox_turn")
                .doesNotContain("Sort");
    }

    private static Plans plansOfEverything(Server server) {
        Plans plans = new Plans(filled(server));
        JdbcJobRepository.of(plans.dataSource()).inNewTransaction(tx -> {
            askAssets(tx.assets());
            askJobs(tx.jobs());
            askDeliveries(tx.deliveries());
            askOutbox(tx.outbox());
            askMarks(tx.marks());
            return true;
        });
        assertThat(plans.bySql()).hasSizeGreaterThanOrEqualTo(methodsOfAllViews());
        return plans;
    }

    @Test
    void would_notice_a_statement_that_reads_a_whole_table() {
        Plans plans = new Plans(filled(Server.H2));

        try (BorrowedConnection borrowed = BorrowedConnection.from(plans.dataSource())) {
            Session session = new Session(borrowed.connection(), Dialect.H2);
            session.rows("SELECT id FROM ml_asset WHERE owner = ?", row -> row.uuid("id"), "owner");
            borrowed.rollBack();
        }

        assertThat(plans.bySql().values())
                .hasSize(1)
                .allSatisfy(plan -> assertThat(plan).contains("tableScan"));
    }

    /** Each method of the views, some of which need several statements or one of two. */
    private static int methodsOfAllViews() {
        return Stream.of(Assets.class, Jobs.class, Deliveries.class, Outbox.class, Marks.class)
                .mapToInt(view -> (int) Stream.of(view.getMethods())
                        .filter(method -> !method.isDefault())
                        .count())
                .sum();
    }

    private static String planOf(Plans plans, String part) {
        return plans.bySql().entrySet().stream()
                .filter(plan -> plan.getKey().contains(part))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static void askAssets(Assets assets) {
        List<BlobLocation> locations =
                IntStream.rangeClosed(1, 1_000).mapToObj(Rows::location).toList();
        assertThat(assets.at(locations)).hasSize(1_000);
        assertThat(assets.find(assetId(7))).isPresent();
        assertThat(assets.find(List.of(assetId(7), assetId(8)))).hasSize(2);
        assertThat(assets.derivedFrom(List.of(assetId(8)))).hasSize(1);
        assertThat(assets.in(AssetState.ACTIVE, LATER, null, 10)).hasSize(10);
        assertThat(assets.in(AssetState.ACTIVE, LATER, assetId(7), 10)).hasSize(10);
        assets.update(asset(7).used(LATER));
        assets.remove(assetId(9));
        assets.insert(asset(MANY + 1));
    }

    private static void askJobs(Jobs jobs) {
        List<AssetId> ids =
                IntStream.rangeClosed(1, 1_000).mapToObj(Rows::assetId).toList();
        assertThat(jobs.pinned(ids)).isNotEmpty();
        assertThat(jobs.find(jobId(7))).isPresent();
        assertThat(jobs.find(vendorJobId(7))).isPresent();
        assertThat(jobs.using(assetId(7))).hasSize(2);
        assertThat(jobs.ended(LATER, null, 10)).hasSize(10);
        assertThat(jobs.ended(LATER, jobId(7), 10)).hasSize(10);
        jobs.update(job(7));
        jobs.remove(jobId(9));
        jobs.insert(job(MANY + 1));
    }

    private static void askDeliveries(Deliveries deliveries) {
        assertThat(deliveries.insert(delivery(7))).isFalse();
        assertThat(deliveries.find(new DeliveryId(uuid(7)))).isPresent();
        assertThat(deliveries.parked(vendorJobId(6))).hasSize(1);
        assertThat(deliveries.in(DeliveryState.DEAD, 10)).hasSize(10);
        assertThat(deliveries.forget(NOW.plusSeconds(20), 3)).isEqualTo(3);
        deliveries.update(delivery(100).in(DeliveryState.DEAD, "why"));
    }

    private static void askOutbox(Outbox outbox) {
        List<OutboxEntry> leased = outbox.lease(Lane.PROMPT, LATER, Duration.ofMinutes(5), 100);
        assertThat(outbox.settle(leased.subList(0, 1))).isEqualTo(1);
        assertThat(outbox.postpone(List.of(leased.get(1).postponed(LATER, "later"))))
                .isEqualTo(1);
        assertThat(outbox.giveUp(List.of(leased.get(2).givenUp("hopeless")))).isEqualTo(1);
        assertThat(outbox.lanes()).containsExactly(Lane.PROMPT);
        assertThat(outbox.retry(leased.get(2).id(), LATER)).isTrue();
        assertThat(outbox.givenUp(10)).hasSize(10);
        assertThat(outbox.size()).isEqualTo(MANY - 501);
        outbox.add(List.of(entry(MANY + 1)));
    }

    private static void askMarks(Marks marks) {
        assertThat(marks.find("mark-7")).contains("value");
        marks.put("mark-7", "other");
        marks.remove("mark-7");
    }
}
