/** Settings of the whole instance, in rows: what an operator changes while the server runs. */
@NullMarked
package studio.backline.platform.settings;

import org.jspecify.annotations.NullMarked;
