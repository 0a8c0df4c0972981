# shellcheck shell=sh
# Ten idle minutes end a shell (GB/T 22239-2019 8.1.4.1 b).
readonly TMOUT=600
export TMOUT
