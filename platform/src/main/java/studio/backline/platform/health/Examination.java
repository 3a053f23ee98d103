package studio.backline.platform.health;

import java.util.List;

/**
 * Looks at one thing that the house stands on, and changes nothing. Each bean of this type is asked
 * by {@code bin/backline doctor} and by the operator's screen, in the order of its {@code @Order};
 * several run at once, each on a virtual thread of its own, without a workspace, and what is not
 * done within {@link Doctor#PATIENCE} is told as such.
 */
public interface Examination {

    /** Base name of the bundle with the words, in the examination's own module. */
    default String words() {
        return "studio.backline.platform.health.findings";
    }

    /**
     * What was found; at least one finding, so that whoever reads sees that it was looked at.
     *
     * @throws Exception is told as a finding, by its kind alone
     */
    List<Finding> examine() throws Exception;
}
