# dcx in fish: dcx completion fish | source    in ~/.config/fish/config.fish
function __dcx_complete
    set -l before (commandline -opc)
    set -l last (commandline -ct | string unescape 2>/dev/null; or commandline -ct)
    set -l said (command $before[1] completion fish -- $before[2..-1] "$last" 2>/dev/null)
    if test "$said" = :files
        __fish_complete_path "$last"
    else
        printf '%s\n' $said
    end
end
complete -c dcx -f -k -a '(__dcx_complete)'
