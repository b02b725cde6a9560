/* Writes down every write, cut and sync to files of $POWER_FOLDER, in order, into $POWER_LOG. Loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int out = -1;

static ssize_t really_write(int fd, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return real(fd, data, size);
}

static void note(char what, int fd, uint64_t at, const void *data, uint32_t size) {
    char link[64], path[512];
    const char *folder = getenv("POWER_FOLDER"), *log = getenv("POWER_LOG");
    if (!folder || !log) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || strncmp(path, folder, strlen(folder))) return;
    path[length] = 0;
    if (out < 0) out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    const char *name = strrchr(path, '/') + 1;
    uint8_t name_size = strlen(name);
    really_write(out, &what, 1);
    really_write(out, &name_size, 1);
    really_write(out, &at, 8);
    really_write(out, &size, 4);
    really_write(out, name, name_size);
    if (size) really_write(out, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    note('W', fd, at, data, size);
    return real(fd, data, size, at);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

ssize_t write(int fd, const void *data, size_t size) {
    note('W', fd, lseek(fd, 0, SEEK_CUR), data, size);
    return really_write(fd, data, size);
}

int ftruncate64(int fd, off64_t size) {
    static int (*real)(int, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    note('T', fd, size, 0, 0);
    return real(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    int done = real(fd);
    note('S', fd, 0, 0, 0);
    return done;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    int done = real(fd);
    note('S', fd, 0, 0, 0);
    return done;
}
