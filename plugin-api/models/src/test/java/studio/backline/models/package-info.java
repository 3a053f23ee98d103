@NullMarked
package studio.backline.models;

import org.jspecify.annotations.NullMarked;
