package dev.medialifecycle.testkit;

import static dev.medialifecycle.testkit.Samples.VENDOR;
import static dev.medialifecycle.testkit.Samples.asset;
import static dev.medialifecycle.testkit.Samples.assetId;
import static dev.medialifecycle.testkit.Samples.delivery;
import static dev.medialifecycle.testkit.Samples.deliveryId;
import static dev.medialifecycle.testkit.Samples.vendorJobId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same delivery is stored once. */
abstract class DeliveryGroup extends RepositoryGroup {
    private static final byte[] NO_BODY = {};

    DeliveryGroup(JobRepositoryContract contract) {
        super(contract);
    }

    @Test
    void stores_every_field_and_every_byte() {
        byte[] body = new byte[1_500_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        StoredDelivery full = new StoredDelivery(
                deliveryId(1),
                VENDOR,
                "id \u00e4",
                body,
                DeliveryState.PARKED,
                vendorJobId("one"),
                "why",
                Assurance.BEARER,
                NOW,
                NOW.plusSeconds(7));
        StoredDelivery bare = new StoredDelivery(
                deliveryId(2), VENDOR, "other", new byte[0], DeliveryState.DEAD, null, null, Assurance.NONE, NOW, NOW);

        assertThat(insert(full)).isTrue();
        assertThat(insert(bare)).isTrue();

        assertStored(1, full);
        assertStored(2, bare);
        assertThat(find(3)).isEmpty();
    }

    @Test
    void stores_a_delivery_once() {
        StoredDelivery first = delivery(1);
        StoredDelivery again = new StoredDelivery(
                deliveryId(2),
                VENDOR,
                first.vendorDeliveryId(),
                new byte[] {9},
                DeliveryState.DEAD,
                null,
                "why",
                Assurance.FULL,
                NOW,
                NOW);

        assertThat(insert(first)).isTrue();
        assertThat(insert(again)).isFalse();

        assertStored(1, first);
        assertThat(find(2)).isEmpty();
    }

    @Test
    void goes_on_with_the_transaction_after_a_delivery_that_was_there() {
        insert(delivery(1));

        run(tx -> {
            tx.assets().insert(asset(1));
            assertThat(tx.deliveries().insert(delivery(1))).isFalse();
            tx.assets().insert(asset(2));
        });

        assertThat(find(tx -> tx.assets().find(assetId(1)))).isPresent();
        assertThat(find(tx -> tx.assets().find(assetId(2)))).isPresent();
    }

    @Test
    void tells_deliveries_apart_by_vendor_and_byte_for_byte() {
        StoredDelivery first = delivery(1);

        assertThat(insert(first)).isTrue();
        assertThat(insert(renamed(2, VENDOR, "DELIVERY-1"))).isTrue();
        assertThat(insert(renamed(3, VENDOR, "delivery-1 "))).isTrue();
        assertThat(insert(renamed(4, "other", "delivery-1"))).isTrue();
        assertThat(insert(renamed(5, "other", "delivery-1"))).isFalse();
    }

    private static StoredDelivery renamed(int number, String vendor, String vendorDeliveryId) {
        return new StoredDelivery(
                deliveryId(number),
                vendor,
                vendorDeliveryId,
                new byte[] {1},
                DeliveryState.APPLIED,
                null,
                null,
                Assurance.FULL,
                NOW,
                NOW);
    }

    @Test
    void does_not_share_the_body_with_its_callers() {
        StoredDelivery delivery = delivery(1);
        insert(delivery);

        delivery.body()[0] = '!';
        find(1).orElseThrow().body()[1] = '!';

        assertThat(find(1).orElseThrow().body()).asString().isEqualTo("body 1");
    }

    @Test
    void updates_state_and_reason_and_nothing_else() {
        StoredDelivery parked = delivery(1, DeliveryState.PARKED, vendorJobId("one"), NOW);
        insert(parked);

        StoredDelivery forged = new StoredDelivery(
                deliveryId(1),
                VENDOR,
                "other",
                new byte[] {9},
                DeliveryState.DEAD,
                null,
                "why",
                Assurance.NONE,
                NOW.plusSeconds(5),
                NOW.plusSeconds(6));
        run(tx -> tx.deliveries().update(forged));

        assertStored(1, parked.in(DeliveryState.DEAD, "why"));
        run(tx -> tx.deliveries().update(parked.in(DeliveryState.APPLIED, null)));
        assertThat(find(1).orElseThrow().reason()).isNull();
    }

    @Test
    void lists_the_parked_ones_of_a_job_oldest_first() {
        insert(delivery(1, DeliveryState.PARKED, vendorJobId("one"), NOW.plusSeconds(2)));
        insert(delivery(2, DeliveryState.PARKED, vendorJobId("one"), NOW));
        insert(delivery(3, DeliveryState.PARKED, vendorJobId("one"), NOW.plusSeconds(1)));
        insert(delivery(4, DeliveryState.PARKED, vendorJobId("One"), NOW));
        insert(delivery(5, DeliveryState.APPLIED, vendorJobId("one"), NOW));
        insert(delivery(6, DeliveryState.PARKED, null, NOW));

        assertThat(list(tx -> tx.deliveries().parked(vendorJobId("one"))))
                .extracting(StoredDelivery::id)
                .containsExactly(deliveryId(2), deliveryId(3), deliveryId(1));
    }

    @Test
    void lists_a_state_newest_first() {
        insert(delivery(1, DeliveryState.DEAD, null, NOW));
        insert(delivery(2, DeliveryState.DEAD, null, NOW.plusSeconds(2)));
        insert(delivery(3, DeliveryState.DEAD, null, NOW.plusSeconds(1)));
        insert(delivery(4, DeliveryState.PARKED, null, NOW));

        assertThat(list(tx -> tx.deliveries().in(DeliveryState.DEAD, 2)))
                .extracting(StoredDelivery::id)
                .containsExactly(deliveryId(2), deliveryId(3));
        assertThat(list(tx -> tx.deliveries().in(DeliveryState.DEAD, 10))).hasSize(3);
    }

    @Test
    void forgets_old_ones_that_need_nobody_any_more() {
        Instant old = NOW.minusNanos(1_000);
        insert(delivery(1, DeliveryState.APPLIED, null, old));
        insert(delivery(2, DeliveryState.IGNORED, null, old));
        insert(delivery(3, DeliveryState.PARKED, null, old));
        insert(delivery(4, DeliveryState.DEAD, null, old));
        insert(delivery(5, DeliveryState.APPLIED, null, NOW));

        assertThat(count(tx -> tx.deliveries().forget(NOW, 1))).isEqualTo(1);
        assertThat(count(tx -> tx.deliveries().forget(NOW, 10))).isEqualTo(1);
        assertThat(count(tx -> tx.deliveries().forget(NOW, 10))).isZero();

        for (int number : List.of(3, 4, 5)) {
            assertThat(find(number)).as("delivery %s", number).isPresent();
        }
        assertThat(insert(delivery(1))).as("forgotten means unknown").isTrue();
    }

    private void assertStored(int number, StoredDelivery expected) {
        StoredDelivery found = find(number).orElseThrow();
        assertThat(Arrays.equals(found.body(), expected.body()))
                .as("the same bytes")
                .isTrue();
        assertThat(bodiless(found)).isEqualTo(bodiless(expected));
    }

    private static StoredDelivery bodiless(StoredDelivery delivery) {
        return new StoredDelivery(
                delivery.id(),
                delivery.vendor(),
                delivery.vendorDeliveryId(),
                NO_BODY,
                delivery.state(),
                delivery.vendorJobId(),
                delivery.reason(),
                delivery.assurance(),
                delivery.receivedAt(),
                delivery.keepUntil());
    }

    private boolean insert(StoredDelivery delivery) {
        return ask(tx -> tx.deliveries().insert(delivery));
    }

    private Optional<StoredDelivery> find(int number) {
        return ask(tx -> tx.deliveries().find(deliveryId(number)));
    }
}
