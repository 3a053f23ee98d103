/** Letters, in good weather and in bad. */
@NullMarked
package studio.backline.platform.mail;

import org.jspecify.annotations.NullMarked;
