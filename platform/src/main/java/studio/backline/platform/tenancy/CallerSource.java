package studio.backline.platform.tenancy;

import java.util.Optional;
import studio.backline.contract.tenancy.Caller;

/**
 * Knows who calls on a thread that serves a request or a browser. Asked where no {@link
 * WorkspaceScope} was entered, before each statement: it is quick and touches no database.
 */
@FunctionalInterface
public interface CallerSource {

    /** The caller, or empty when this thread serves nobody that this source knows. */
    Optional<Caller> find();
}
