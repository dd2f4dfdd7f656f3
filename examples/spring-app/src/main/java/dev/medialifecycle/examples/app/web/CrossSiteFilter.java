package dev.medialifecycle.examples.app.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses changes that a browser makes on behalf of another site; clients that are no browser do not send the header. */
final class CrossSiteFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> HARMLESS = Set.of("same-origin", "none");

    private final AccessDeniedHandler refusal;

    CrossSiteFilter(AccessDeniedHandler refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !HARMLESS.contains(site) && !READING.contains(request.getMethod())) {
            refusal.handle(request, response, new AccessDeniedException("The request comes from another site"));
        } else {
            chain.doFilter(request, response);
        }
    }
}
