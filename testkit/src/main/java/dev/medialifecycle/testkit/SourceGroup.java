package dev.medialifecycle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A source that fails, wherever it does, leaves nothing behind: no blob, no part of one, and no claim on its key. */
abstract class SourceGroup extends ContractGroup {
    SourceGroup(StorageProviderContract contract) {
        super(contract);
    }

    @Test
    void leaves_nothing_behind_when_the_source_breaks_at_any_offset() {
        byte[] bytes = SeededRandom.of(21).bytes(2 * contract().partSize() + 17);
        failsAtEach(offsets(bytes.length, bytes.length), offset -> TestSource.breakingAt(bytes, offset));
    }

    @Test
    void leaves_nothing_behind_when_the_source_ends_early_at_any_offset() {
        byte[] bytes = SeededRandom.of(22).bytes(2 * contract().partSize() + 17);
        failsAtEach(
                offsets(bytes.length, bytes.length - 1),
                offset -> TestSource.claiming(bytes.length, Arrays.copyOf(bytes, offset)));
    }

    @Test
    void leaves_nothing_behind_when_the_source_goes_on_at_any_offset() {
        byte[] bytes = SeededRandom.of(23).bytes(2 * contract().partSize() + 17);
        failsAtEach(offsets(bytes.length, bytes.length - 1), offset -> TestSource.claiming(offset, bytes));
    }

    @Test
    void leaves_nothing_behind_when_the_source_cannot_be_opened() {
        failsAtEach(Set.of(0, 1, 1_000), TestSource::closed);
    }

    @Test
    void leaves_nothing_behind_when_the_source_throws_what_nobody_expects() {
        BlobSource mad = new Mad(1_000);

        assertThat(catchThrowable(() -> work().put("mad", mad, "image/png"))).isNotNull();

        assertThat(oracle().exists(work().at("mad"))).isFalse();
        work().put("mad", SeededRandom.utf8("sane"));
        assertThat(work().read("mad")).isEqualTo(SeededRandom.utf8("sane"));
    }

    @Test
    void says_that_it_was_the_source() {
        BlobSource broken = TestSource.breaking(new byte[1_000]);

        MediaLifecycleException failure = refusalOf(() -> work().put("a", broken, "image/png"));

        assertThat(failure.code()).as("%s", failure).isEqualTo(ErrorCode.SOURCE_FAILED);
        assertThat(failure).hasRootCauseMessage("The source broke, as the test asked");
    }

    @Test
    void leaves_the_old_bytes_alone_when_a_broken_source_is_put_over_them() {
        work().put("a", SeededRandom.utf8("old"));
        BlobSource broken = TestSource.breaking(new byte[100_000]);

        assertThat(catchThrowable(() -> work().put("a", broken, "image/png"))).isInstanceOf(RuntimeException.class);

        assertThat(oracle().read(work().at("a")).orElseThrow()).isEqualTo(SeededRandom.utf8("old"));
    }

    @Test
    void leaves_no_parts_behind() {
        assume(Capability.ABORT_UNFINISHED);
        abortAll();
        byte[] bytes = new byte[2 * contract().partSize() + 17];
        for (int offset : offsets(bytes.length, bytes.length)) {
            BlobSource broken = TestSource.breakingAt(bytes, offset);
            assertThat(catchThrowable(() -> work().put("a", broken, "image/png")))
                    .isNotNull();
        }
        assertThat(abortAll()).as("unfinished puts").isZero();
    }

    private void failsAtEach(Set<Integer> offsets, IntFunction<BlobSource> source) {
        Complaints complaints = new Complaints();
        for (int offset : offsets) {
            complaints.check("offset " + offset, () -> {
                String key = "broken/" + offset;
                assertThat(catchThrowable(() -> work().put(key, source.apply(offset), "image/png")))
                        .as("what the put threw")
                        .isInstanceOf(MediaLifecycleException.class);
                assertThat(oracle().exists(work().at(key)))
                        .as("a blob is there")
                        .isFalse();
                assertThat(provider().stat(work().at(key))).as("a blob is seen").isEmpty();
            });
        }
        if (provider().capabilities().contains(Capability.LIST)) {
            complaints.check(
                    "all", () -> assertThat(work().list("")).as("listed").isEmpty());
        }
        for (int offset : offsets) {
            complaints.check("after offset " + offset, () -> work().put("broken/" + offset, SeededRandom.utf8("x")));
        }
        complaints.assertNone();
    }

    /** The offsets at which buffers and parts begin and end, up to and including the last. */
    private Set<Integer> offsets(int size, int last) {
        int part = contract().partSize();
        Set<Integer> offsets = new TreeSet<>(
                List.of(0, 1, 8_191, 8_192, 8_193, part - 1, part, part + 1, 2 * part, size / 3, size - 1, size));
        offsets.removeIf(offset -> offset > last);
        return offsets;
    }

    private int abortAll() {
        return provider().abortUnfinished(contract().bucket(), contract().now().plus(Duration.ofDays(1)));
    }

    /** Has a bug. */
    private record Mad(long size) implements BlobSource {
        @Override
        public InputStream open() {
            InputStream bug = new InputStream() {
                @Override
                public int read() {
                    throw new IllegalStateException("The source has a bug, as the test asked");
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    return read();
                }
            };
            return new SequenceInputStream(new ByteArrayInputStream(new byte[(int) size / 2]), bug);
        }
    }
}
