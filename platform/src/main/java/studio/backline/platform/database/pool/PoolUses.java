package studio.backline.platform.database.pool;

import java.util.List;

/** The pools of the core and of the plugins that run. */
@FunctionalInterface
public interface PoolUses {

    /** How each is used now; costs no look into the database. */
    List<PoolUse> now();
}
