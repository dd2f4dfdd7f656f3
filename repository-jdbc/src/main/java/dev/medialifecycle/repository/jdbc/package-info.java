/** Durable state in one relational schema, over plain JDBC. */
@NullMarked
package dev.medialifecycle.repository.jdbc;

import org.jspecify.annotations.NullMarked;
