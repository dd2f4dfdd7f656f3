package dev.medialifecycle.testkit;

import dev.medialifecycle.repository.JobRepository;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract, run against the flaw that a configuration parameter names; no test class by itself. */
@ExtendWith(FlawedRepository.Resolver.class)
class FlawedRepository extends JobRepositoryContract {
    static final String PARAMETER = "flaw";

    private final RepositoryFlaw flaw;

    FlawedRepository(RepositoryFlaw flaw) {
        this.flaw = flaw;
    }

    @Override
    protected JobRepository open() {
        return flaw.made();
    }

    @Override
    protected Overlap overlap() {
        return Overlap.ONE_AT_A_TIME;
    }

    /** Reads the flaw's name. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RepositoryFlaw.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return RepositoryFlaw.valueOf(
                    context.getConfigurationParameter(PARAMETER).orElseThrow());
        }
    }
}
