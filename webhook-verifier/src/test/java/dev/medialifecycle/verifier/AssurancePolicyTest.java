package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AssurancePolicyTest {
    @Test
    void allows_its_level_and_every_stronger_one() {
        AssuranceLevel[] levels = AssuranceLevel.values();
        for (int least = 0; least < levels.length; least++) {
            for (int given = 0; given < levels.length; given++) {
                Verdict verdict = new Verdict.Verified(null, null, 0, levels[given]);

                assertThat(AssurancePolicy.requireAtLeast(levels[least]).allows(verdict))
                        .isEqualTo(given <= least);
            }
        }
        assertThat(Arrays.asList(levels)).first().isEqualTo(AssuranceLevel.FULL);
    }

    @Test
    void allows_no_delivery_that_was_refused() {
        assertThat(AssurancePolicy.requireAtLeast(AssuranceLevel.CAPABILITY_URL)
                        .allows(Messages.rejected(Reason.SIGNATURE_MISMATCH)))
                .isFalse();
    }
}
