package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is declared works, and what is not declared is refused in so many words. */
abstract class CapabilityGroup extends ContractGroup {
    CapabilityGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void declares_the_same_each_time() {
        assertThat(provider().capabilities()).isEqualTo(provider().capabilities());
        assertThat(provider().name()).isEqualTo(provider().name());
    }

    @Test
    void names_its_buckets_and_no_others_the_same_each_time() {
        assertThat(provider().buckets())
                .contains(contract().bucket())
                .doesNotContain(contract().missingBucket())
                .isEqualTo(provider().buckets());
    }

    @Test
    void declares_an_order_only_with_a_listing() {
        if (provider().capabilities().contains(Capability.ORDERED_LIST)) {
            assertThat(provider().capabilities()).contains(Capability.LIST);
        }
    }

    @Test
    void lists_if_it_declares_listing_and_refuses_otherwise() {
        worksOnlyIfDeclared(Capability.LIST, () -> provider().list(contract().bucket(), work().prefix(), null));
    }

    @Test
    void makes_public_urls_if_it_declares_them_and_refuses_otherwise() {
        worksOnlyIfDeclared(Capability.PUBLIC_URL, () -> provider().publicUrl(work().at("a")));
    }

    @Test
    void makes_signed_urls_if_it_declares_them_and_refuses_otherwise() {
        worksOnlyIfDeclared(Capability.SIGNED_URL, () -> signedUrl(work().at("a")));
    }

    @Test
    void gives_leave_for_puts_if_it_declares_so_and_refuses_otherwise() {
        worksOnlyIfDeclared(
                Capability.SIGNED_PUT,
                () -> provider().signedPut(work().at("a"), "image/png", 3, Duration.ofMinutes(1)));
    }

    @Test
    void aborts_what_is_unfinished_if_it_declares_so_and_refuses_otherwise() {
        worksOnlyIfDeclared(
                Capability.ABORT_UNFINISHED,
                () -> provider().abortUnfinished(contract().bucket(), Instant.EPOCH));
    }

    @Test
    void unwraps_to_nothing_that_it_does_not_know() {
        assertThat(provider().unwrap(CapabilityGroup.class)).isEmpty();
    }

    @Test
    void may_be_closed_twice() {
        var other = contract().open();
        other.close();

        assertThatCode(other::close).doesNotThrowAnyException();
    }

    private void worksOnlyIfDeclared(Capability capability, ThrowingCallable call) {
        if (provider().capabilities().contains(capability)) {
            assertThatCode(call).as("%s is declared", capability).doesNotThrowAnyException();
        } else {
            assertRefused(ErrorKind.UNSUPPORTED, ErrorCode.STORAGE_UNSUPPORTED, call);
        }
    }
}
