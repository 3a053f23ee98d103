/** Tries to reach from one workspace into another, in every way that there is. */
@NullMarked
package studio.backline.platform.database.proof;

import org.jspecify.annotations.NullMarked;
