/** Placeholder. */
package com.aluminatiai.http;
