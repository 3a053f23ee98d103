package studio.backline.platform.database;

import java.util.Optional;
import studio.backline.contract.tenancy.Caller;

/**
 * Says on whose behalf this thread works. Asked before each statement, so it is quick and touches
 * no database; the answer may change between two transactions, but not to another workspace within
 * one.
 */
@FunctionalInterface
public interface ContextSource {

    /** The caller; empty where nobody calls, and then no row of any workspace is seen. */
    Optional<Caller> current();
}
