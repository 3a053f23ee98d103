/**
 * People that data is about, and what they allowed: the registers of the core that plugins write
 * to.
 */
@NullMarked
package studio.backline.platform.privacy;

import org.jspecify.annotations.NullMarked;
