/** The house's own address as a visitor meets it: name, certificate, proxy and push. */
@NullMarked
package studio.backline.platform.health.door;

import org.jspecify.annotations.NullMarked;
